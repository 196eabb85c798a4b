import CloudTrailReader
import CommandLines

extension ScanCommand {
    /// Reads the log files of this machine.
    @MainActor
    func scanFiles(_ options: ScanOptions, to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        let files = try LocalFiles(location ?? "-")
        let interrupt = ReadingInterrupt()
        return try await scan(
            files,
            into: try events.output(to: output, window: options, diagnostics: diagnostics, interrupt: interrupt),
            options, interrupt, diagnostics)
    }

    @MainActor
    private func scan(
        _ files: LocalFiles, into sink: some EventOutput, _ options: ScanOptions, _ interrupt: ReadingInterrupt,
        _ diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        let scanner = FileScanner(
            files: files, sink: sink, threadCount: options.threadCount, interrupt: interrupt,
            onEvent: { diagnostics.tell($0) })
        let reading = EventReading(diagnostics: diagnostics)
        return try await reading.run(into: sink, report: { ["scan: \(scanner.report)"] }, interrupt: interrupt) {
            try await scanner.scan().hasGaps
        }
    }
}
