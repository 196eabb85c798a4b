import CloudTrail
import CloudTrailReader
import CloudTrailStore
import Foundation
import GRDB
import Locking
import ScanSupport
import TestSupport
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct SQLiteScanStateTests {
    private let folder = try? TemporaryFolder()
    private var file: String { (folder?.path ?? "/nonexistent") + "/scan.sqlite" }

    private func open(_ location: String = "bucket") throws -> SQLiteScanState {
        try SQLiteScanState(file: file, location: try CloudTrailLocation(location))
    }

    private func code(_ body: () throws -> some Any) -> ScanStateError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? ScanStateError
        }
    }

    private var fileSize: Int {
        get throws {
            try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        }
    }

    private let region = "AWSLogs/123456789012/CloudTrail/us-east-1/"
    private let today = ScanDate(ScanBench.midnight)

    /// Objects of a day with names in no order.
    private func objects(_ count: Int, on date: ScanDate) -> [ScanObject] {
        let day = ScanDay(folder: region, date: date)
        return (0..<count).map { index in
            let minute = String(index &* 7919 % 1440 + 10_000).suffix(4)
            let unique = String(index &* 2_654_435_761 % 1_000_000_007 + 1_000_000_000_000_000)
            let name = "123456789012_CloudTrail_us-east-1_\(date.digits)T\(minute)Z_\(unique).json.gz"
            return ScanObject(place: TrailObject(bucket: "bucket", key: day.prefix + name), day: day)
        }
    }

    @Test func remembersWhatWasRecordedAndClosed() async throws {
        defer { folder?.remove() }
        let day = ScanDay(folder: region, date: today)
        let objects = objects(20, on: today)
        do {
            let state = try open()
            try await state.record(objects)
            try await state.record(Array(objects.prefix(3)))
            try state.close()
        }
        let state = try open()
        var seen = try await state.seen(on: day)
        #expect(seen.names == Set(objects.map(\.name)))
        #expect(seen.watermark == objects.map(\.name).max())
        #expect(seen.closed == nil)
        #expect(try await state.closedDates(in: region).isEmpty)
        var ledger = DayLedger()
        for object in objects { ledger.add(object.name) }
        let closed = ClosedDay(ledger: ledger, listedAt: ScanBench.midnight)
        try await state.close(day, as: closed)
        seen = try await state.seen(on: day)
        #expect(seen.names.isEmpty && seen.closed == closed && seen.closed?.ledger.count == 20)
        #expect(try await state.closedDates(in: region) == [today])
        try await state.reopen(day)
        #expect(try await state.closedDates(in: region).isEmpty)
        #expect(try await state.seen(on: ScanDay(folder: region, date: ScanDate(daysSince1970: 1))).names.isEmpty)
    }

    @Test func objectOfAnOpenDayTakesAtMost64Bytes() async throws {
        defer { folder?.remove() }
        let state = try open()
        let empty = try fileSize
        let objects = objects(20_000, on: today)
        for start in stride(from: 0, to: objects.count, by: 500) {
            try await state.record(Array(objects[start..<start + 500]))
        }
        try state.close()
        #expect(try fileSize - empty <= 64 * objects.count)
    }

    @Test func hashesOfWhatNoDigestCoversYetAreKeptWithinTheSameBounds() async throws {
        defer { folder?.remove() }
        let state = try open()
        let empty = try fileSize
        let day = ScanDay(folder: region, date: today)
        let hash = [UInt8](0..<16)
        // As a scan records them: in the order of the keys.
        var objects = objects(20_000, on: today).sorted { $0.name < $1.name }
        for index in objects.indices { objects[index].pendingHash = hash }
        for start in stride(from: 0, to: objects.count, by: 500) {
            try await state.record(Array(objects[start..<start + 500]))
        }
        #expect(try await state.seen(on: day).pending.count == 20_000)
        objects[7].pendingHash = nil
        try await state.record([objects[7]])
        let seen = try await state.seen(on: day)
        #expect(seen.names.count == 20_000 && seen.pending.count == 19_999)
        #expect(seen.pending[objects[7].name] == nil && seen.pending[objects[8].name] == hash)
        try state.close()
        #expect(try fileSize - empty <= 64 * objects.count)
    }

    @Test func fileOfTheFirstVersionIsUpgraded() async throws {
        defer { folder?.remove() }
        do {
            let state = try open()
            try await state.record(objects(3, on: today))
            try state.close()
        }
        try await DatabaseQueue(path: file).write { database in
            try database.execute(sql: "ALTER TABLE seen DROP COLUMN hash")
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '2'")
        }
        let upgraded = try open()
        let seen = try await upgraded.seen(on: ScanDay(folder: region, date: today))
        #expect(seen.names.count == 3 && seen.pending.isEmpty)
    }

    @Test func closedDayTakesAtMost1KiBAndItsNamesGo() async throws {
        defer { folder?.remove() }
        let state = try open()
        let empty = try fileSize
        for index in 0..<200 {
            let date = ScanDate(daysSince1970: today.daysSince1970 + index)
            let objects = objects(100, on: date)
            var ledger = DayLedger()
            for object in objects { ledger.add(object.name) }
            try await state.record(objects)
            try await state.close(
                ScanDay(folder: region, date: date), as: ClosedDay(ledger: ledger, listedAt: date.end))
        }
        try state.close()
        #expect(try fileSize - empty <= 200 * 1024)
    }

    @Test func secondScannerIsToldWhoHoldsTheFile() throws {
        defer { folder?.remove() }
        let first = try open()
        let error = code { try open() }
        #expect(error?.code == .locked)
        #expect(error?.description.contains(file) == true)
        #expect(error?.description.contains("process \(getpid());") == true)
        // Through a link it is the same file.
        let link = file + "-link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        #expect(code { try SQLiteScanState(file: link, location: CloudTrailLocation("bucket")) }?.code == .locked)
        try first.close()
    }

    /// A descriptor that is closed twice is another file's the second time: one of the other scanners'.
    @Test func scannerThatIsRefusedClosesItsOwnFileOnly() throws {
        defer { folder?.remove() }
        let first = try open()
        let refusals = Locked<Set<ScanStateError.Code?>>([])
        DispatchQueue.concurrentPerform(iterations: 4000) { _ in
            let refusal = code { try open() }
            refusals.withLock { _ = $0.insert(refusal?.code) }
        }
        #expect(refusals.withLock { $0 } == [.locked])
        try first.close()
    }

    @Test func lockGoesWithTheScanner() throws {
        defer { folder?.remove() }
        for _ in 0..<3 { try open().close() }
    }

    @Test(arguments: ["other", "bucket/prefix"]) func fileOfAnotherLocationIsRefused(location: String) throws {
        defer { folder?.remove() }
        try open().close()
        let error = code { try open(location) }
        #expect(error?.code == .otherLocation)
        #expect(error?.description.contains("is the state of s3://bucket, not of s3://\(location)") == true)
        try open().close()
    }

    @Test func whatIsNoStateIsLeftAlone() throws {
        defer { folder?.remove() }
        let text = Array("this is the only copy of something else\n".utf8)
        try folder?.write("scan.sqlite", text)
        #expect(code { try open() }?.code == .notAState)
        #expect(try folder?.read("scan.sqlite") == text)
        try FileManager.default.removeItem(atPath: file)
        try DatabaseQueue(path: file).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        let bytes = try folder?.read("scan.sqlite")
        #expect(code { try open() }?.code == .notAState)
        #expect(try folder?.read("scan.sqlite") == bytes)
    }

    @Test func fileOfANewerVersionIsRefused() throws {
        defer { folder?.remove() }
        try open().close()
        try DatabaseQueue(path: file).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')")
        }
        #expect(code { try open() }?.code == .newerVersion)
    }

    @Test func fileThatCannotBeMadeIsAnError() {
        let missing = (folder?.path ?? "") + "/no/such/folder/scan.sqlite"
        #expect(code { try SQLiteScanState(file: missing, location: CloudTrailLocation("bucket")) }?.code == .unusable)
        folder?.remove()
    }
}
