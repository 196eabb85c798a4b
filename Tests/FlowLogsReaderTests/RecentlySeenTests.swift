import Testing

@testable import FlowLogsReader

@Suite struct RecentlySeenTests {
    /// Which of the ids on each page are new.
    private func new(_ pages: [String]) -> [String] {
        var seen = RecentlySeen<String>()
        return pages.map { page in
            seen.beginPage()
            return page.filter { seen.isNew(String($0)) }
        }
    }

    @Test(
        arguments: [
            (["ab", "cd"], ["ab", "cd"]),
            (["aab"], ["ab"]),
            (["ab", "bc"], ["ab", "c"]),
            // Delivered on three pages in a row.
            (["ab", "bc", "bd"], ["ab", "c", "d"]),
            (["ab", "ab", "ab", "c"], ["ab", "", "", "c"]),
            // Empty pages are between.
            (["ab", "", "", "bc"], ["ab", "", "", "c"]),
        ])
    func nothingIsNewTwice(pages: [String], expected: [String]) {
        #expect(new(pages) == expected)
    }

    @Test func onlyTwoPagesAreKept() {
        #expect(new(["a", "b", "c", "a"]) == ["a", "b", "c", "a"])
    }
}
