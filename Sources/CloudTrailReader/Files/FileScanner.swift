import CloudTrail
import Files
import Gzip

/// Reads CloudTrail log files of this machine, compressed or not.
///
/// ```swift
/// let scanner = FileScanner(files: try LocalFiles("downloads/AWSLogs"), sink: sink)
/// let report = try await scanner.scan()
/// ```
///
/// The sink takes the files in the order of their paths, each whole or not at all. A file that cannot be read is told to
/// `onEvent`, the others go on.
public struct FileScanner<Sink: ObjectSink>: Sendable {
    private let files: LocalFiles
    private let sink: Sink
    private let workers: Int
    private let interrupt: ReadingInterrupt
    private let tally: ScanTally

    /// Creates a scanner.
    ///
    /// - Parameters:
    ///   - files: what is read.
    ///   - sink: where the contents go; an object's key is the path, and its bucket is empty.
    ///   - threadCount: how many files are read at the same time; less than one means one, more than 256 mean 256.
    ///   - interrupt: ends the scan early when it is raised.
    ///   - onEvent: told of problems when the scan comes to them.
    public init(
        files: LocalFiles, sink: Sink, threadCount: Int = 1, interrupt: ReadingInterrupt = ReadingInterrupt(),
        onEvent: (@Sendable (ScanEvent) -> Void)? = nil
    ) {
        self.files = files
        self.sink = sink
        workers = min(max(1, threadCount), 256)
        self.interrupt = interrupt
        tally = ScanTally(onEvent: onEvent)
    }

    /// What became of the files so far, also where ``scan()`` threw.
    public var report: ScanReport { tally.report }

    /// What became of a file.
    private enum Outcome: Sendable {
        case output(Sink.Reader.Output)
        case problem(TrailProblem)
        case failure(any Error)
        /// The scan was told to stop before a pipe came to its end.
        case interrupted
    }

    /// Reads everything once.
    ///
    /// - Returns: what became of the files; see ``ScanReport/hasGaps``.
    /// - Throws: ``TrailReaderError``, what the sink throws, `CancellationError`.
    public func scan() async throws -> ScanReport {
        tally.count { [files] report in
            report.listed = files.paths.count
            report.foreign = files.foreign
        }
        for problem in files.problems { tally.add(problem) }
        if let note = files.linkNote { tally.note(note) }
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            var begun = 0
            // At most as many as there are workers: a file begins when an earlier one was delivered.
            var waiting: [Int: Outcome] = [:]
            for next in files.paths.indices {
                while begun < files.paths.count, begun < next + workers, !interrupt.isRaised {
                    group.addTask { [begun] in (begun, await outcome(of: files.paths[begun])) }
                    begun += 1
                }
                guard next < begun else { return tally.count { $0.wasInterrupted = true } }
                while waiting[next] == nil, let (index, outcome) = try await group.next() { waiting[index] = outcome }
                guard let outcome = waiting.removeValue(forKey: next) else { throw CancellationError() }
                try Task.checkCancellation()
                try await deliver(outcome, of: files.paths[next])
            }
        }
        return tally.report
    }

    private func deliver(_ outcome: Outcome, of path: String) async throws {
        switch outcome {
        case .output(let output):
            try await sink.deliver(output, of: TrailObject(bucket: "", key: path))
            tally.count { $0.read += 1 }
        case .problem(let problem): tally.add(problem)
        case .failure(let error): throw error
        case .interrupted: tally.count { $0.wasInterrupted = true }
        }
    }

    private func outcome(of path: String) async -> Outcome {
        do {
            return .output(try await read(path))
        } catch is LocalPieces.Interrupted {
            return .interrupted
        } catch let error as TrailReaderError {
            return .failure(error)
        } catch let error as CancellationError {
            return .failure(error)
        } catch {
            let cause: TrailProblem.Cause
            var reason = String(describing: error)
            switch error {
            case let error as FileError:
                cause = .refused
                reason = error.reason
            case is GzipError, is LogFileMarkup, is EmptyLogFile: cause = .corrupt
            default: cause = .invalid
            }
            let place = path == LocalFiles.standardInput ? "standard input" : path
            return .problem(TrailProblem(place: place, cause: cause, reason: reason))
        }
    }

    private func read(_ path: String) async throws -> Sink.Reader.Output {
        let file = try LocalPieces(of: path, interrupt: interrupt)
        var reader = try sink.reader(for: TrailObject(bucket: "", key: path))
        let text = LogFileText(isHashed: false, pieceBytes: 256 << 10)
        let take = { (piece: [UInt8]) throws in
            try LogFileMarkup.refuse(piece, of: text)
            try reader.append(piece)
        }
        while let piece = try await file.next() {
            try Task.checkCancellation()
            try text.update(piece, take)
        }
        _ = try text.finish(take)
        try EmptyLogFile.refuse(text)
        return try reader.finish()
    }
}
