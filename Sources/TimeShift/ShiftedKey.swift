import Timestamps

/// The key of an object whose times are moved: the stamps in the file name, and the folders of the day and the hour.
///
/// | before | 90 minutes later |
/// | --- | --- |
/// | `…/2026/03/04/…_20260304T2305Z_5eed0001.log.gz` | `…/2026/03/05/…_20260305T0035Z_5eed0001.log.gz` |
/// | `…/year=2026/month=03/day=04/hour=23/…_20260304T2305Z_5eed0001.log.parquet` | `…/day=05/hour=00/…_20260305T0035Z_…` |
///
/// Folders go with the stamp: where they are ahead of it or behind, they stay so by as many days or hours. Without a
/// stamp in the name they move by the delta rounded to whole days, or hours where there is a folder of the hour. A key
/// keeps its length; moved back by the opposite delta it is what it was.
public struct ShiftedKey: Sendable, Hashable {
    /// The moved key.
    public let key: String
    /// Whether the key told a time.
    public let tellsTime: Bool

    /// Moves the times of a key.
    ///
    /// - Parameters:
    ///   - key: the key; one that tells no time stays as it is, and so does one that would leave the years 1 to 9999.
    ///   - delta: by how much.
    public init(_ key: String, by delta: ShiftDelta) {
        var bytes = Array(key.utf8)
        let times = KeyTimes(bytes)
        tellsTime = !times.stamps.isEmpty || times.folders != nil
        let moved =
            times.stamps.allSatisfy { ShiftedKey.write($0, by: delta, &bytes) }
            && (times.folders.map { ShiftedKey.write($0, of: times.stamps.last?.time, by: delta, &bytes) } ?? true)
        self.key = moved && tellsTime ? String(decoding: bytes, as: UTF8.self) : key
    }

    /// The time that a key tells by the last stamp in its file name; nil where there is none.
    public static func stamp(of key: String) -> Timestamp? {
        KeyTimes(Array(key.utf8)).stamps.last?.time
    }

    /// The begin of the day or the hour whose folder a key lies in; nil where there is none.
    public static func folderTime(of key: String) -> Timestamp? {
        KeyTimes(Array(key.utf8)).folders.map { Timestamp(seconds: ($0.day * 24 + $0.hour) * 3600) }
    }

    private static func write(_ stamp: KeyTimes.Stamp, by delta: ShiftDelta, _ bytes: inout [UInt8]) -> Bool {
        let time = CivilTime(stamp.time.shifted(by: delta))
        guard (1...9999).contains(time.year) else { return false }
        // Seconds stay: a delta is whole minutes.
        write(time.year, 4, at: stamp.offset, &bytes)
        write(time.month, 2, at: stamp.offset + 4, &bytes)
        write(time.day, 2, at: stamp.offset + 6, &bytes)
        write(time.hour, 2, at: stamp.offset + 9, &bytes)
        write(time.minute, 2, at: stamp.offset + 11, &bytes)
        return true
    }

    private static func write(
        _ folders: KeyTimes.Folders, of stamp: Timestamp?, by delta: ShiftDelta, _ bytes: inout [UInt8]
    ) -> Bool {
        let hasHour = folders.hourOffset != nil
        let unit: Int64 = hasHour ? 60 : 1440
        var place = hasHour ? folders.day * 24 + folders.hour : folders.day
        if let stamp {
            let before = ShiftDelta.floor(stamp.seconds, unit * 60)
            place += ShiftDelta.floor(stamp.shifted(by: delta).seconds, unit * 60) - before
        } else {
            place += delta.rounded(toMinutes: unit)
        }
        let time = CivilTime(Timestamp(seconds: place * unit * 60))
        guard (1...9999).contains(time.year) else { return false }
        write(time.year, 4, at: folders.offsets.year, &bytes)
        write(time.month, 2, at: folders.offsets.month, &bytes)
        write(time.day, 2, at: folders.offsets.day, &bytes)
        if let hourOffset = folders.hourOffset { write(time.hour, 2, at: hourOffset, &bytes) }
        return true
    }

    private static func write(_ number: Int, _ digits: Int, at offset: Int, _ bytes: inout [UInt8]) {
        var rest = number
        for index in stride(from: offset + digits - 1, through: offset, by: -1) {
            bytes[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
