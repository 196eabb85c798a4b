import JSON
import Testing
import Timestamps

@testable import MockAWS

@Suite struct JournalTests {
    private func entry(_ target: String) -> Journal.Entry {
        Journal.Entry(
            time: Timestamp(seconds: 0), method: "GET", target: target, status: 200, bytes: 0, requestID: "id")
    }

    @Test(arguments: [0, 1, 3, 7, 20])
    func lastRequestsAreKeptInOrder(capacity: Int) {
        let journal = Journal(capacity: capacity)
        for number in 1...10 { journal.append(entry("/\(number)")) }
        #expect(journal.entries.map(\.sequence) == Array((1...10).suffix(capacity)))
        #expect(journal.entries.map(\.target) == (1...10).suffix(capacity).map { "/\($0)" })
        #expect(journal.total == 10)
    }

    @Test func numbersGoOnAfterClearing() {
        let journal = Journal(capacity: 2)
        for number in 1...3 { journal.append(entry("/\(number)")) }
        journal.clear()
        #expect(journal.entries.isEmpty)
        journal.append(entry("/4"))
        #expect(journal.entries.map(\.sequence) == [4])
    }
}
