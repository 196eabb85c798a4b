import CloudTrailReader
import Foundation
import Gzip
import Locking
import ScanSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct FileScannerTests {
    private let folder: TemporaryFolder
    private let sink = CollectingSink()

    init() throws {
        folder = try TemporaryFolder()
    }

    private func scan(
        _ path: String = "", threads: Int = 2, sink: CollectingSink? = nil,
        interrupt: ReadingInterrupt = ReadingInterrupt(), onEvent: (@Sendable (ScanEvent) -> Void)? = nil
    ) async throws -> ScanReport {
        let files = try LocalFiles(folder.path + path)
        return try await FileScanner(
            files: files, sink: sink ?? self.sink, threadCount: threads, interrupt: interrupt, onEvent: onEvent
        ).scan()
    }

    private var names: [String] { sink.takeKeys().map { String($0.dropFirst(folder.path.count + 1)) } }

    @Test(arguments: [1, 3]) func filesComeInTheOrderOfTheirPaths(threads: Int) async throws {
        defer { folder.remove() }
        for name in ["b/2.json.gz", "b/1.json.gz", "a.json.gz", "c/d/1.json.gz"] {
            try folder.write(name, Deflater.gzip(Array(name.utf8)))
        }
        try folder.write("b.json", Array("plain".utf8))
        try folder.write("notes.txt", [1])
        try folder.write("c/1_CloudTrail-Digest_us-east-1_t_us-east-1_20260304T100000Z.json.gz", [1])
        let report = try await scan(threads: threads)
        #expect(report.listed == 5 && report.read == 5 && report.foreign == 2 && !report.hasGaps)
        let objects = sink.takeObjects()
        let paths = ["a.json.gz", "b.json", "b/1.json.gz", "b/2.json.gz", "c/d/1.json.gz"]
        #expect(objects.map(\.key) == paths.map { folder.path + "/" + $0 })
        #expect(objects.map(\.text) == ["a.json.gz", "plain", "b/1.json.gz", "b/2.json.gz", "c/d/1.json.gz"])
    }

    @Test func fileIsReadWhateverItsName() async throws {
        defer { folder.remove() }
        try folder.write("trail.log", Array("text".utf8))
        #expect(try await scan("/trail.log").read == 1)
        #expect(sink.takeObjects().map(\.text) == ["text"])
    }

    @Test func whatCannotBeReadIsToldAndTheOthersGoOn() async throws {
        defer { folder.remove() }
        let compressed = Deflater.gzip(Array("text".utf8))
        try folder.write("1.json.gz", Array(compressed.dropLast(3)))
        try folder.write("2.json", Array("bad".utf8))
        try folder.write("3.json", Array("<html>".utf8))
        try folder.write("4.json.gz", compressed)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/0.json", withDestinationPath: folder.path + "/gone")
        let problems = Locked<[TrailProblem]>([])
        let report = try await scan { event in
            if case .problem(let problem) = event { problems.withLock { $0.append(problem) } }
        }
        #expect(report.failed == 4 && report.read == 1 && report.hasGaps)
        #expect(names == ["4.json.gz"])
        #expect(problems.withLock { $0 }.map(\.cause) == [.refused, .corrupt, .invalid, .corrupt])
        #expect(problems.withLock { $0 }.first?.description == folder.path + "/0.json: No such file or directory")
    }

    @Test func linksToFoldersAreNotFollowed() async throws {
        defer { folder.remove() }
        try folder.write("a/1.json", Array("text".utf8))
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
        try manager.createSymbolicLink(atPath: folder.path + "/2.json", withDestinationPath: folder.path + "/a/1.json")
        try manager.createSymbolicLink(atPath: folder.path + "/linked", withDestinationPath: folder.path + "/a")
        _ = try await scan()
        #expect(names == ["2.json", "a/1.json"])
        // The folder that was asked for may be one.
        #expect(try await scan("/linked/").read == 1)
    }

    @Test func nothingThereIsAnError() throws {
        defer { folder.remove() }
        let error = #expect(throws: TrailReaderError.self) { try LocalFiles(folder.path + "/gone") }
        #expect(error?.code == .badLocation && error?.description.contains("/gone: No such file") == true)
    }

    @Test func raisedInterruptEndsWithWhatIsInHand() async throws {
        defer { folder.remove() }
        for number in 10..<30 { try folder.write("\(number).json", Array("text".utf8)) }
        let interrupt = ReadingInterrupt()
        let sink = CollectingSink { if $0 == 3 { interrupt.raise() } }
        let report = try await scan(threads: 2, sink: sink, interrupt: interrupt)
        #expect(report.wasInterrupted && report.hasGaps)
        #expect((3...4).contains(report.read) && sink.takeKeys().count == report.read)
    }

    @Test func whatTheSinkThrowsEndsTheScan() async throws {
        defer { folder.remove() }
        for number in 10..<30 { try folder.write("\(number).json", Array("text".utf8)) }
        sink.crash(after: 2)
        await #expect(throws: CollectingSink.Crash.self) { try await scan() }
        #expect(sink.takeKeys().count == 2)
    }
}
