import Timestamps

/// What a store knows of one day.
public struct SeenDay: Sendable {
    /// The names that were read and are kept one by one.
    public var names: Set<String>
    /// Of names that no digest covered when they were read: ``ScanObject/pendingHash``.
    public var pending: [String: [UInt8]] = [:]
    /// The last of all names that were ever read, in the order of the keys; nil where there is none.
    public var watermark: String?
    /// What else was read, where the day was closed once.
    public var closed: ClosedDay?

    /// Creates the knowledge of a day.
    public init(names: Set<String> = [], watermark: String? = nil, closed: ClosedDay? = nil) {
        self.names = names
        self.watermark = watermark
        self.closed = closed
    }
}

/// A day all of whose objects were read, and that was listed after its lateness.
public struct ClosedDay: Sendable, Hashable {
    /// What was read.
    public var ledger: DayLedger
    /// When the listing began by which the day was closed.
    public var listedAt: Timestamp

    /// Creates a closed day.
    public init(ledger: DayLedger, listedAt: Timestamp) {
        self.ledger = ledger
        self.listedAt = listedAt
    }
}

/// Remembers what a scan has read.
///
/// Every change is one transaction: after a crash it is there or not.
public protocol ScanStateStore: Sendable {
    /// The days of a region's folder that are closed and need not be listed.
    func closedDates(in folder: String) async throws -> Set<ScanDate>

    /// What is known of a day.
    func seen(on day: ScanDay) async throws -> SeenDay

    /// Records objects as read, and raises the watermarks of their days.
    ///
    /// Those that are recorded already stay so; their pending hash becomes the one that is given, or goes.
    func record(_ objects: [ScanObject]) async throws

    /// Closes a day, or closes it anew: its names are let go of.
    func close(_ day: ScanDay, as closed: ClosedDay) async throws

    /// Has a closed day listed by the next scans, until it is closed again.
    func reopen(_ day: ScanDay) async throws
}
