import Testing
import Timestamps

@testable import MockAWS

@Suite struct ObjectListingTests {
    private static func index(_ keys: [String]) -> ObjectIndex {
        var index = ObjectIndex()
        for key in keys {
            index.put(
                StoredObject(
                    key: key, size: 0, lastModified: Timestamp(seconds: 0), content: .memory([]), etag: "e"))
        }
        return index
    }

    /// The pages of a listing, keys and common prefixes of each.
    private static func pages(_ index: ObjectIndex, _ query: ObjectListing.Query) -> [[String]] {
        var pages: [[String]] = []
        var query = query
        repeat {
            let listing = ObjectListing(of: index, query)
            pages.append(listing.objects.map(\.key) + listing.commonPrefixes)
            query.resume = listing.next
        } while query.resume != nil && pages.count < 100
        return pages
    }

    @Test func keysComeInTheOrderOfTheirBytes() {
        // The two spellings of é are one String and two keys; U+10000 sorts after U+FFFD, unlike in UTF-16.
        let keys = ["b", "é", "e\u{301}", "\u{10000}", "a b", "B", "\u{FFFD}", "a", "a/", "a!", ""]
        let listing = ObjectListing(of: Self.index(keys.shuffled()), ObjectListing.Query())
        let found = listing.objects.map { Array($0.key.utf8) }
        #expect(found == keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test(
        arguments: [
            ("", "", "", ["a", "a/1", "a/2", "a/b/3", "b", "b/1", "c//d"]),
            ("", "/", "", ["a", "b", "a/", "b/", "c/"]),
            ("a", "/", "", ["a", "a/"]), ("a/", "/", "", ["a/1", "a/2", "a/b/"]), ("a/b", "", "", ["a/b/3"]),
            ("", "//", "", ["a", "a/1", "a/2", "a/b/3", "b", "b/1", "c//"]), ("zz", "/", "", []),
            ("", "", "a/1", ["a/2", "a/b/3", "b", "b/1", "c//d"]),
            ("", "", "a/1x", ["a/2", "a/b/3", "b", "b/1", "c//d"]),
            ("", "/", "a/1", ["b", "b/", "c/"]), ("", "/", "a/", ["b", "b/", "c/"]),
            ("", "/", "a", ["b", "a/", "b/", "c/"]),
            ("b", "", "a", ["b", "b/1"]), ("a", "", "zzz", []), ("a/", "b", "", ["a/1", "a/2", "a/b"]),
        ] as [(String, String, String, [String])])
    func prefixDelimiterAndStart(prefix: String, delimiter: String, startAfter: String, expected: [String]) {
        let index = Self.index(["a", "a/1", "a/2", "a/b/3", "b", "b/1", "c//d"])
        let query = ObjectListing.Query(prefix: prefix, delimiter: delimiter, startAfter: startAfter)
        #expect(Self.pages(index, query) == [expected])
    }

    @Test(arguments: 1...8, ["", "/"])
    func pagesOfAnySizeAddUpToTheWhole(maxKeys: Int, delimiter: String) {
        let index = Self.index(["a", "a/1", "a/2", "b", "b/1", "b/2", "c/x", "d"])
        var query = ObjectListing.Query(delimiter: delimiter)
        let whole = Self.pages(index, query).joined().sorted()
        query.maxKeys = maxKeys
        let pages = Self.pages(index, query)
        #expect(pages.joined().sorted() == whole)
        #expect(pages.dropLast().allSatisfy { $0.count == maxKeys })
        #expect(pages.last?.isEmpty == false)
    }

    @Test func noKeysAskedForIsAnEmptyPageAndNoMore() {
        let listing = ObjectListing(of: Self.index(["a"]), ObjectListing.Query(maxKeys: 0))
        #expect(listing.count == 0)
        #expect(listing.next == nil)
    }

    @Test func listingGoesOnAfterADeletedKey() {
        let token = ListingToken.key("b")
        let listing = ObjectListing(of: Self.index(["a", "c"]), ObjectListing.Query(resume: token))
        #expect(listing.objects.map(\.key) == ["c"])
    }

    @Test func manyKeysBelowFewPrefixesAreSkipped() {
        let keys = (0..<20_000).map { "p\($0 / 5000)/" + String($0) }
        let index = ObjectIndex(
            sorted: keys.sorted().map {
                StoredObject(key: $0, size: 0, lastModified: Timestamp(seconds: 0), content: .memory([]))
            })
        let listing = ObjectListing(of: index, ObjectListing.Query(delimiter: "/"))
        #expect(listing.commonPrefixes == ["p0/", "p1/", "p2/", "p3/"])
    }

    @Test(arguments: [ListingToken.key("a/b é"), .commonPrefix("AWSLogs/"), .key("")])
    func tokensReadBack(token: ListingToken) {
        #expect(ListingToken(token.text) == token)
    }

    @Test(arguments: ["", "x", "AAAA", "AAAAAAAAAAAAAAAA", "***"])
    func foreignTokensAreRefused(text: String) {
        #expect(ListingToken(text) == nil)
    }

    @Test func tamperedTokensAreRefused() {
        let text = Array(ListingToken.key("some/key").text)
        for place in text.indices where text[place] != "=" {
            var changed = text
            changed[place] = changed[place] == "A" ? "B" : "A"
            #expect(ListingToken(String(changed)) == nil, "\(place)")
        }
    }
}
