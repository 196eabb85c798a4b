import CloudTrail

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

    /// Creates an object.
    public init(place: TrailObject, day: ScanDay, isLate: Bool = false) {
        self.place = place
        self.day = day
        self.isLate = isLate
        name = day.name(of: place.key)
    }
}
