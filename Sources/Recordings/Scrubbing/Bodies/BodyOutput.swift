/// Writes a body to its store, and keeps account of it from the first change on.
final class BodyOutput {
    private let store: any BodyStore
    private var hasStored = false
    /// Of the body as it came and as it is written; nil while the two are the same.
    private var checksums: (original: RunningChecksums, written: RunningChecksums)?

    private let headers: Set<String>

    /// Creates it.
    ///
    /// - Parameters:
    ///   - store: where the body is written.
    ///   - headers: the headers, in lower case, that may hold a checksum of the body as it came.
    init(store: any BodyStore, headers: Set<String>) {
        self.store = store
        self.headers = headers
    }

    /// Whether the body is written otherwise than it came.
    var isAltered: Bool { checksums != nil }

    /// Takes note of bytes as they came, which are not written so.
    func pass(_ bytes: [UInt8]) { checksums?.original.update(bytes) }

    /// Writes bytes.
    func append(_ bytes: [UInt8]) throws(RecordingError) {
        guard !bytes.isEmpty else { return }
        hasStored = true
        checksums?.written.update(bytes)
        try store.append(bytes)
    }

    /// Begins to differ.
    ///
    /// - Parameter rewrite: gets what was written so far, which is what came, and writes it again.
    /// - Throws: what the store or `rewrite` throws.
    func alter(_ rewrite: ([UInt8]) throws(RecordingError) -> Void) throws(RecordingError) {
        guard checksums == nil else { return }
        checksums = (RunningChecksums(for: headers), RunningChecksums())
        guard hasStored else { return }
        let next = try store.restart()
        while let bytes = try next() {
            pass(bytes)
            try rewrite(bytes)
        }
    }

    /// The checksums of the body as it came and as it was written; nil where it was not altered.
    func finish() -> (original: BodyChecksums, written: BodyChecksums)? {
        checksums.map { ($0.original.finalize(), $0.written.finalize()) }
    }
}

/// A body, or the part of one, that is scrubbed as it is.
final class PlainBody {
    private let scanner: TextScanner
    private let output: BodyOutput

    init(rules: ScrubRules, output: BodyOutput) {
        scanner = TextScanner(rules: rules)
        self.output = output
    }

    /// Takes the next bytes.
    func take(_ bytes: [UInt8], isLast: Bool) throws(RecordingError) {
        let found = scanner.scan(bytes, isLast: isLast)
        if found.isAltered { try output.alter(output.append) }
        output.pass(found.original)
        try output.append(found.scrubbed)
    }
}
