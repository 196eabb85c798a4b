/// What a parser accepts, against bombs and broken files.
public struct CloudTrailLimits: Sendable, Hashable {
    /// The most bytes of one record; longer ones are skipped.
    ///
    /// AWS keeps events below 256 KB since eventVersion 1.05 (1 MB where a trail asks for larger ones).
    public var recordBytes: Int
    /// How deep arrays and objects may nest inside a record, `1...120`; deeper ones are skipped.
    public var depth: Int
    /// The most inflated bytes of a file.
    public var totalBytes: Int

    /// Creates limits; values outside the possible are clamped.
    public init(recordBytes: Int = 4 << 20, depth: Int = 100, totalBytes: Int = 4 << 30) {
        self.recordBytes = min(max(2, recordBytes), 1 << 30)
        self.depth = min(max(1, depth), 120)
        self.totalBytes = max(0, totalBytes)
    }
}
