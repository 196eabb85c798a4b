import CloudTrailReader
import Foundation
import Gzip
import Locking
import ScanSupport
import TestSupport
import Testing

/// What stands in a folder and is no log file, cannot be looked at, or does not end.
@Suite(.timeLimit(.minutes(15))) struct FileScannerOddityTests {
    private let folder: TemporaryFolder
    private let sink = CollectingSink()
    private let told = Locked<[ScanEvent]>([])

    init() throws {
        folder = try TemporaryFolder()
    }

    private func scan(
        _ path: String = "", interrupt: ReadingInterrupt = ReadingInterrupt()
    ) async throws -> ScanReport {
        let told = told
        return try await FileScanner(
            files: try LocalFiles(folder.path + path), sink: sink, threadCount: 2, interrupt: interrupt,
            onEvent: { event in told.withLock { $0.append(event) } }
        ).scan()
    }

    /// What was told, without the folder.
    private var lines: [String] {
        told.withLock { $0 }.map { event in
            switch event {
            case .problem(let problem): "\(problem.cause): \(problem)".replacing(folder.path + "/", with: "")
            case .note(let note): note.replacing(folder.path + "/", with: "")
            }
        }
    }

    @Test func pipeInAFolderIsToldAndNotOpened() async throws {
        defer { folder.remove() }
        try folder.write("b.json", Array("text".utf8))
        #expect(mkfifo(folder.path + "/a.json", 0o600) == 0 && mkfifo(folder.path + "/c", 0o600) == 0)
        let report = try await scan()
        #expect(report.read == 1 && report.failed == 1 && report.foreign == 1 && report.hasGaps)
        #expect(lines == ["refused: a.json: it is a pipe or a device; give it by itself to read it"])
    }

    @Test func pipeThatIsNamedIsReadToItsEnd() async throws {
        defer { folder.remove() }
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        async let report = scan("/pipe")
        let text = Array(String(repeating: "text", count: 100_000).utf8)
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let file = FileHandle(forWritingAtPath: path)
                file?.write(Data(text))
                try? file?.close()
                continuation.resume()
            }
        }
        #expect(try await report.read == 1)
        #expect(sink.takeObjects().map(\.text.utf8.count) == [text.count])
    }

    @Test func interruptEndsTheWaitForAPipe() async throws {
        defer { folder.remove() }
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let interrupt = ReadingInterrupt()
        async let report = scan("/pipe", interrupt: interrupt)
        interrupt.raise()
        #expect(try await report.wasInterrupted && sink.takeKeys().isEmpty)
    }

    @Test func linksToFoldersAreNoted() async throws {
        defer { folder.remove() }
        try folder.write("a/1.json", Array("text".utf8))
        let link = folder.path + "/a/loop"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
        let report = try await scan()
        #expect(report.read == 1 && !report.hasGaps)
        #expect(lines == ["links to folders are not followed: 1 left out, such as a/loop"])
    }

    @Test func whatCannotBeLookedAtIsAGap() async throws {
        defer { folder.remove() }
        for name in ["x", "y"] {
            let link = folder.path + "/" + name
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: name)
        }
        let report = try await scan()
        #expect(report.failedListings == 1 && report.hasGaps)
        let line = try #require(lines.first)
        #expect(line.hasSuffix(": Too many levels of symbolic links (and 1 more in this folder)"), "\(line)")
    }

    @Test func namesThatAreNotUTF8AreAGap() async throws {
        defer { folder.remove() }
        let base = Array((folder.path + "/").utf8)
        let names: [[UInt8]] = [[0xE9], Array("a".utf8) + [0xE9] + Array(".txt".utf8)]
        let paths = names.map { name in (base + name + [0]).map { CChar(bitPattern: $0) } }
        // Foundation does not know such names, and would leave them.
        defer { for path in paths { remove(path) } }
        for (name, path) in zip(names, paths) {
            if name.count == 1 { #expect(mkdir(path, 0o755) == 0) } else { close(creat(path, 0o644)) }
        }
        let report = try await scan()
        #expect(report.failedListings == 1 && report.foreign == 1 && report.hasGaps)
        #expect(lines == ["listing: \u{FFFD}: its name is not UTF-8; rename it"])
    }

    @Test(arguments: [[], Deflater.gzip([])]) func emptyFileIsAGap(bytes: [UInt8]) async throws {
        defer { folder.remove() }
        try folder.write("1.json.gz", bytes)
        let report = try await scan()
        #expect(report.failed == 1 && report.read == 0 && report.hasGaps)
        #expect(lines.first?.hasPrefix("corrupt: 1.json.gz: it is empty") == true)
    }
}
