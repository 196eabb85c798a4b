import Files
import FlowLogs
import Gzip
import HTTPMessages
import JSON
import TrafficSynthesis

/// Writes a world, and what is true of it.
struct GeneratedWorld {
    let synthesis: FlowLogSynthesis
    let folder: String
    let destination: DeliveryArguments.Destination
    let level: Int
    let work: OrderedWork

    /// Writes everything.
    ///
    /// - Returns: what was written, in some words.
    func write() throws -> String {
        var truth = SynthesisTruth(synthesis)
        var counts: [String] = []
        if destination != .logs {
            try writeObjects(&truth)
            counts.append("\(truth.tally.recordCount) records in \(synthesis.objects.count) objects")
        }
        if destination != .s3 {
            let events = try writeLogGroups(&truth)
            counts.append("\(events) events in \(synthesis.networkCount) log groups")
        }
        let world = WorldDocument(synthesis: synthesis, destination: destination)
        try writeFile("world.json", world.json.encoded(indented: true) + [0x0A])
        try writeFile("truth.json", truth.json.encoded(indented: true) + [0x0A])
        return counts.joined(separator: ", ")
    }

    private func writeObjects(_ truth: inout SynthesisTruth) throws {
        let (synthesis, gzip) = (synthesis, GzipMember(level: level))
        let root = folder + "/s3/" + synthesis.configuration.bucket + "/"
        try work.run(synthesis.objects.count) { index in
            let object = synthesis.objects[index]
            var content = synthesis.content(of: object)
            let path = root + object.key
            try Folders.make(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
            let file = try FileAppender(path: path, mode: .create)
            for member in content.members { try file.append(gzip.bytes(member, fileName: content.fileName)) }
            content.dropText()
            return content
        } take: { index, content in
            truth.add(synthesis.objects[index], content)
        }
    }

    /// - Returns: the number of events.
    private func writeLogGroups(_ truth: inout SynthesisTruth) throws -> Int {
        let synthesis = synthesis
        let windows = synthesis.windows
        var events = 0
        for number in 0..<synthesis.networkCount {
            var tally = FlowLogTally(synthesis.configuration.format)
            var files: [SynthesizedStream: FileAppender] = [:]
            for stream in synthesis.streams(ofNetwork: number) {
                let path = folder + "/logs/" + groupFolder(stream)
                try Folders.make(path)
                files[stream] = try FileAppender(
                    path: path + "/" + PercentEncoding.encode(stream.name) + ".log", mode: .create)
            }
            try work.run(windows.count) { index in
                synthesis.events(ofNetwork: number, inWindow: windows.lowerBound + Int64(index))
            } take: { _, made in
                for (stream, text) in made.lines { try files[stream]?.append(text) }
                tally.add(made)
            }
            events += tally.recordCount
            truth.addLogGroup(ofNetwork: number, tally)
        }
        return events
    }

    /// Outside the world's first account and region, a log group lies in folders of its own.
    private func groupFolder(_ stream: SynthesizedStream) -> String {
        let configuration = synthesis.configuration
        let isDefault = stream.account == configuration.accounts.first && stream.region == configuration.regions.first
        return (isDefault ? "" : "\(stream.account)/\(stream.region)/") + PercentEncoding.encode(configuration.logGroup)
    }

    private func writeFile(_ name: String, _ bytes: [UInt8]) throws {
        try FileAppender(path: folder + "/" + name, mode: .create).append(bytes)
    }
}
