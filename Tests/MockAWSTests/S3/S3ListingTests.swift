import AWSOperations
import HTTPMessages
import Testing

@testable import MockAWS

@Suite struct S3ListingTests {
    private func client(_ keys: [String]) throws -> InProcessClient {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        for key in keys { _ = try client.send(PutObject(bucket: "bkt", key: key, body: Array(key.utf8))) }
        return client
    }

    @Test func pagesWithPrefixesAndEncodedNames() throws {
        let client = try client(["a b/1", "a b/2", "c+d", "é/x", "z"])
        var request = ListObjectsV2(bucket: "bkt", delimiter: "/", maxKeys: 2)
        var pages: [[String]] = []
        repeat {
            let page = try client.send(request)
            let names = (page.contents ?? []).compactMap(\.key) + (page.commonPrefixes ?? []).compactMap(\.prefix)
            #expect(page.keyCount == names.count)
            #expect(page.isTruncated == (page.nextContinuationToken != nil))
            pages.append(names)
            request.continuationToken = page.nextContinuationToken
        } while request.continuationToken != nil
        #expect(pages == [["c+d", "a b/"], ["z", "é/"]])
    }

    /// Objects are written without the codec of the operation, and may not differ from what it writes.
    @Test(arguments: ["", "&encoding-type=url", "&fetch-owner=true", "&max-keys=2&encoding-type=url", "&prefix=none"])
    func pageHasTheBytesOfTheOperationsOwnForm(query: String) throws {
        let client = try client(["a b/1", "<&>\"", "é/x", "tab\tand\u{1}"])
        _ = try client.send(
            PutObject(
                bucket: "bkt", key: "summed", body: Array("x".utf8),
                checksumSHA256: "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="))
        let answer = client.respond(to: HTTPRequest(method: "GET", path: "/bkt", query: "list-type=2" + query))
        let output = try ListObjectsV2.output(from: answer)
        #expect(output.contents?.count ?? 0 == (query.hasSuffix("none") ? 0 : query.contains("max-keys") ? 2 : 5))
        let expected = try ListObjectsV2.httpResponse(output, requestID: "id")
        #expect(String(decoding: answer.body, as: UTF8.self) == String(decoding: expected.body, as: UTF8.self))
        // The first version writes the same objects.
        let first = client.respond(to: HTTPRequest(method: "GET", path: "/bkt", query: String(query.dropFirst())))
        let firstOutput = try ListObjects.output(from: first)
        #expect(firstOutput.contents?.map(\.key) == output.contents?.map(\.key))
        #expect(firstOutput.contents?.allSatisfy { $0.owner != nil } ?? true)
        let firstExpected = try ListObjects.httpResponse(firstOutput, requestID: "id")
        #expect(String(decoding: first.body, as: UTF8.self) == String(decoding: firstExpected.body, as: UTF8.self))
    }

    @Test func answerRepeatsWhatWasAsked() throws {
        let client = try client(["p/a"])
        let page = try client.send(
            ListObjectsV2(
                bucket: "bkt", prefix: "p/", delimiter: "-", startAfter: "p/ 0", maxKeys: 5000, fetchOwner: true))
        #expect(page.name == "bkt")
        #expect(page.prefix == "p/")
        #expect(page.delimiter == "-")
        #expect(page.startAfter == "p/ 0")
        #expect(page.maxKeys == 1000)
        let object = try #require(page.contents?.first)
        #expect(object.storageClass == "STANDARD")
        #expect(object.size == 3)
        #expect(object.owner?.id?.isEmpty == false)
        #expect(try client.send(ListObjectsV2(bucket: "bkt")).contents?.first?.owner == nil)
    }

    @Test(arguments: [
        "max-keys=-1", "max-keys=x", "max-keys=2147483648", "continuation-token=x", "continuation-token=",
        "encoding-type=xml",
    ])
    func wrongArguments(query: String) throws {
        let client = try client([])
        let response = client.respond(to: HTTPRequest(method: "GET", path: "/bkt", query: "list-type=2&" + query))
        #expect(response.status == 400)
        #expect(ListObjectsV2.error(from: response).code == "InvalidArgument")
    }

    @Test func nothingIsAskedFor() throws {
        let page = try client(["a"]).send(ListObjectsV2(bucket: "bkt", maxKeys: 0))
        #expect(page.keyCount == 0)
        #expect(page.isTruncated == false)
    }
}
