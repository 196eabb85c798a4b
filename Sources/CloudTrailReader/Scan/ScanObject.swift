import CloudTrail
import Digests

/// An object that a scan reads.
public struct ScanObject: Sendable, Hashable {
    /// Where it lies.
    public var place: TrailObject
    /// The day it was delivered on, by its folder.
    public var day: ScanDay
    /// What distinguishes it on its day: ``ScanDay/name(of:)``.
    public var name: String
    /// Whether objects after it were read in an earlier scan.
    public var isLate: Bool
    /// The first 16 bytes of the SHA-256 of the text that was read, as long as no digest covers it; else nil.
    ///
    /// A digest comes up to two hours after the log files it names; by this the file is checked then.
    public var pendingHash: [UInt8]?
    /// Whether digests name another text than the one that an earlier scan delivered.
    var wasAltered = false

    /// Creates an object.
    public init(place: TrailObject, day: ScanDay, isLate: Bool = false) {
        self.place = place
        self.day = day
        self.isLate = isLate
        name = day.name(of: place.key)
    }

    /// What is kept of the SHA-256 of a text.
    static func pendingHash(of hash: String) -> [UInt8]? {
        [UInt8](hex: String(hash.prefix(32)))
    }
}
