import HTTPMessages
import Timestamps

extension World {
    /// The log groups of the folder `logs`, and those that only `world.json` names.
    func loadLogGroups(_ folder: String, settings: [WorldSettings.LogGroup]) throws(WorldError) -> [WorldLogGroup] {
        var groups: [WorldLogGroup] = []
        if WorldFolder.entry(folder, name: "logs") != nil {
            try walk(folder, way: [], settings: settings, into: &groups)
        }
        for setting in settings where setting.folder == nil {
            let region = setting.region ?? defaultRegion
            let account = setting.account ?? defaultAccount
            guard !groups.contains(where: { $0.name == setting.name && $0.region == region && $0.account == account })
            else { continue }
            groups.append(group(setting.name, region: region, account: account, setting))
        }
        for setting in settings {
            guard let wanted = setting.folder else { continue }
            guard WorldFolder.entry(folder + "/" + wanted, name: wanted)?.isFolder == true else {
                throw WorldError(
                    folder + "/" + wanted, "there is no such folder, which world.json names for a log group")
            }
        }
        groups.sort { a, b in
            if a.account != b.account { return utf8Precedes(a.account, b.account) }
            if a.region != b.region { return utf8Precedes(a.region, b.region) }
            return utf8Precedes(a.name, b.name)
        }
        for (a, b) in zip(groups, groups.dropFirst())
        where a.name == b.name && a.region == b.region && a.account == b.account {
            throw WorldError(folder, "two folders hold the log group \(a.name) of account \(a.account), \(a.region)")
        }
        return groups
    }

    private func walk(
        _ folder: String, way: [String], settings: [WorldSettings.LogGroup], into groups: inout [WorldLogGroup]
    ) throws(WorldError) {
        guard way.count < WorldFolder.maximumDepth else { throw WorldError(folder, "folders nest too deep") }
        var streams: [WorldLogStream] = []
        for entry in try WorldFolder.entries(folder) {
            if entry.isFolder {
                try walk(entry.path, way: way + [entry.name], settings: settings, into: &groups)
            } else if entry.name.hasSuffix(".log") {
                streams.append(try World.stream(entry))
            } else if !(way.isEmpty && entry.name == "README.md") {
                throw WorldError(entry.path, "log events lie in files <stream>.log")
            }
        }
        let setting = settings.first { $0.folder == way.joined(separator: "/") }
        guard !streams.isEmpty || setting != nil else { return }
        guard !way.isEmpty else { throw WorldError(folder, "a log stream lies in the folder of its log group") }
        var parts = way.map { PercentEncoding.decode($0) }
        var account = defaultAccount
        var region = defaultRegion
        if parts.count >= 3, World.isAccount(parts[0]), World.isRegion(parts[1]) {
            account = parts[0]
            region = parts[1]
            parts.removeFirst(2)
        }
        let name = setting?.name ?? parts.joined(separator: "/")
        region = setting?.region ?? region
        account = setting?.account ?? account
        guard LogNames.isGroupName(name) else {
            throw WorldError(folder, "'\(name)' is no name of a log group; letters, digits and . - _ / # are")
        }
        let own =
            setting
            ?? settings.first {
                $0.folder == nil && $0.name == name && ($0.region ?? defaultRegion) == region
                    && ($0.account ?? defaultAccount) == account
            }
        var group = group(name, region: region, account: account, own)
        group.streams = streams.sorted { utf8Precedes($0.name, $1.name) }
        groups.append(group)
    }

    private func group(
        _ name: String, region: String, account: String, _ setting: WorldSettings.LogGroup?
    ) -> WorldLogGroup {
        WorldLogGroup(
            name: name, region: region, account: account, retentionInDays: setting?.retentionInDays,
            creationTime: setting?.creationTime ?? World.epoch, streams: [])
    }

    private static func stream(_ entry: WorldFolder.Entry) throws(WorldError) -> WorldLogStream {
        let name = PercentEncoding.decode(entry.name.dropLast(4))
        guard LogNames.isStreamName(name) else {
            throw WorldError(entry.path, "'\(name)' is no name of a log stream: it is empty, too long, or holds : or *")
        }
        let events = try LogEventTable(reading: try WorldFolder.bytes(entry.path), file: entry.path)
        let creation = events.entries.first.map { Timestamp(milliseconds: $0.timestamp) } ?? World.epoch
        return WorldLogStream(name: name, creationTime: creation, events: events)
    }
}

extension LogEventTable {
    /// Reads the lines of a `.log` file: `<epoch ms>[,<ingestion epoch ms>] <message>`; empty lines are skipped.
    ///
    /// Where no ingestion time stands it is the event's own. Messages are UTF-8; a line may end in CR LF.
    init(reading bytes: [UInt8], file: String) throws(WorldError) {
        self.init()
        reserve(bytes.count)
        var line = 0
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            line += 1
            let newline = bytes[start...].firstIndex(of: 10) ?? bytes.count
            var end = newline
            if end > start, bytes[end - 1] == 13 { end -= 1 }
            defer { start = newline + 1 }
            guard end > start else { continue }
            var index = start
            guard let timestamp = LogEventTable.milliseconds(bytes, &index, end) else {
                throw WorldError(file, line: line, "a line is <milliseconds since 1970> <message>")
            }
            var ingestion = timestamp
            if index < end, bytes[index] == UInt8(ascii: ",") {
                index += 1
                guard let second = LogEventTable.milliseconds(bytes, &index, end) else {
                    throw WorldError(file, line: line, "after ',' the ingestion time in milliseconds is expected")
                }
                ingestion = second
            }
            guard index < end, bytes[index] == 0x20, index + 1 < end else {
                throw WorldError(file, line: line, "a blank and the message are expected after the time")
            }
            append(timestamp: timestamp, ingestionTime: ingestion, message: bytes[(index + 1)..<end])
        }
        sort()
    }

    /// A run of at most fifteen digits.
    private static func milliseconds(_ bytes: [UInt8], _ index: inout Int, _ end: Int) -> Int64? {
        let start = index
        var value: Int64 = 0
        while index < end, (48...57).contains(bytes[index]) {
            guard index - start < 15 else { return nil }
            value = value * 10 + Int64(bytes[index] - 48)
            index += 1
        }
        return index > start ? value : nil
    }
}
