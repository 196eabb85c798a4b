import CloudTrail
import Digests

/// One day of one account and region: what a scan lists in one go and remembers as one thing.
public struct ScanDay: Sendable, Hashable {
    /// The folder of the region, with the slash at its end: `AWSLogs/123456789012/CloudTrail/us-east-1/`.
    public let folder: String
    /// The day.
    public let date: ScanDate

    /// Creates a day of a folder.
    public init(folder: String, date: ScanDate) {
        self.folder = folder
        self.date = date
    }

    /// What is delivered there: log files or digests, by the folder above the region's.
    var kind: CloudTrailKey.Kind? {
        folder.split(separator: "/").dropLast().last.flatMap { CloudTrailKey.Kind(rawValue: String($0)) }
    }

    /// What the keys of the day begin with.
    public var prefix: String { folder + date.path + "/" }

    /// The longest name that is kept as it is.
    static let longestName = 40

    /// What distinguishes a key from the others of the day, in at most 41 bytes.
    ///
    /// Of `<account>_CloudTrail_<region>_<yyyymmdd>T<HHmm>Z_<unique>.json.gz` (CloudTrail User Guide, "CloudTrail log
    /// file name format") that is `<HHmm>Z_<unique>`. Any other name stands for itself after a `/`, or, where it is too
    /// long, as 128 bits of its SHA-256 after a `#`.
    public func name(of key: String) -> String {
        guard key.hasPrefix(prefix) else { return ScanDay.shortened(key) }
        let file = key.dropFirst(prefix.count)
        let start = filePrefix
        if file.hasPrefix(start), file.hasSuffix(ScanDay.ending), file.utf8.count > start.utf8.count + 8 {
            let middle = file.dropFirst(start.count).dropLast(ScanDay.ending.count)
            let isStamp = middle.utf8.first.map { (0x30...0x39).contains($0) } ?? false
            if isStamp, middle.utf8.count <= ScanDay.longestName { return String(middle) }
        }
        return ScanDay.shortened(String(file))
    }

    private static let ending = ".json.gz"

    /// `123456789012_CloudTrail_us-east-1_20260304T`.
    private var filePrefix: String {
        folder.split(separator: "/").suffix(3).joined(separator: "_") + "_" + date.digits + "T"
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > longestName else { return "/" + name }
        return "#" + Base64.encode(Array(SHA256.hash(name).prefix(16)))
    }
}
