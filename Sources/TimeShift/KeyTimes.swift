import Timestamps

/// Where the key of an object tells times: stamps in its last part, and the folders of a day.
struct KeyTimes {
    /// `20260304T1205Z`, or `20260304T120507Z` as in the names of CloudTrail digests.
    struct Stamp {
        /// Where the first digit is.
        var offset: Int
        var time: Timestamp
    }

    /// `2026/03/04`, `2026/03/04/12`, `year=2026/month=03/day=04` or the same with `hour=12`.
    struct Folders {
        /// Where the digits of year, month and day are.
        var offsets: (year: Int, month: Int, day: Int)
        /// Where the digits of the hour are; nil for a folder of a whole day.
        var hourOffset: Int?
        /// Since 1970.
        var day: Int64
        var hour: Int64 = 0
    }

    /// The stamps in the order of the name.
    private(set) var stamps: [Stamp] = []
    /// The innermost folders of a day.
    private(set) var folders: Folders?

    init(_ key: [UInt8]) {
        let name = (key.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        findStamps(key, from: name)
        findFolders(key, to: name)
    }

    private mutating func findStamps(_ key: [UInt8], from start: Int) {
        var offset = start
        while offset + 14 <= key.count {
            guard (offset == start || !KeyTimes.isAlphanumeric(key[offset - 1])),
                let stamp = KeyTimes.stamp(key, offset)
            else {
                offset += 1
                continue
            }
            stamps.append(Stamp(offset: offset, time: stamp.time))
            offset += stamp.count
        }
    }

    private static func stamp(_ key: [UInt8], _ offset: Int) -> (time: Timestamp, count: Int)? {
        guard key[offset + 8] == UInt8(ascii: "T"), let year = number(key, offset, 4),
            let month = number(key, offset + 4, 2), let day = number(key, offset + 6, 2),
            let hour = number(key, offset + 9, 2), let minute = number(key, offset + 11, 2)
        else { return nil }
        let second = number(key, offset + 13, 2)
        let count = second == nil ? 14 : 16
        guard offset + count <= key.count, key[offset + count - 1] == UInt8(ascii: "Z"),
            offset + count == key.count || !isAlphanumeric(key[offset + count]),
            let civil = CivilTime(
                validatingYear: year, month: month, day: day, hour: hour, minute: minute, second: second ?? 0)
        else { return nil }
        return (civil.timestamp, count)
    }

    private mutating func findFolders(_ key: [UInt8], to end: Int) {
        var parts: [Range<Int>] = []
        var start = 0
        for index in 0..<end where key[index] == UInt8(ascii: "/") {
            parts.append(start..<index)
            start = index + 1
        }
        guard parts.count >= 3 else { return }
        for index in stride(from: parts.count - 3, through: 0, by: -1) {
            guard let year = KeyTimes.folder(key, parts[index], "year=", 4),
                let month = KeyTimes.folder(key, parts[index + 1], "month=", 2),
                let day = KeyTimes.folder(key, parts[index + 2], "day=", 2),
                let civil = CivilTime(validatingYear: year.value, month: month.value, day: day.value)
            else { continue }
            var found = Folders(
                offsets: (year.offset, month.offset, day.offset), hourOffset: nil, day: Int64(civil.daysSince1970))
            if index + 3 < parts.count, let hour = KeyTimes.folder(key, parts[index + 3], "hour=", 2), hour.value < 24 {
                found.hourOffset = hour.offset
                found.hour = Int64(hour.value)
            }
            folders = found
            return
        }
    }

    /// The number in a folder's name, with or without the label of Hive.
    private static func folder(
        _ key: [UInt8], _ part: Range<Int>, _ label: StaticString, _ digits: Int
    ) -> (value: Int, offset: Int)? {
        let labelCount = label.utf8CodeUnitCount
        var offset = part.lowerBound
        if part.count == labelCount + digits {
            let matches = label.withUTF8Buffer { key[offset..<offset + labelCount].elementsEqual($0) }
            guard matches else { return nil }
            offset += labelCount
        } else if part.count != digits {
            return nil
        }
        return number(key, offset, digits).map { ($0, offset) }
    }

    private static func number(_ key: [UInt8], _ offset: Int, _ count: Int) -> Int? {
        guard offset + count <= key.count else { return nil }
        var value = 0
        for index in offset..<offset + count {
            let digit = key[index] &- 0x30
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
