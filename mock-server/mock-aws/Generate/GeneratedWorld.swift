import Digests
import Files
import FlowLogs
import Gzip
import HTTPMessages
import JSON
import TrafficSynthesis

/// Writes a world, and what is true of it.
struct GeneratedWorld {
    let synthesis: FlowLogSynthesis
    /// CloudTrail's log files; nil where none are wanted.
    let trail: TrailSynthesis?
    let hasDigests: Bool
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
        if destination.hasObjects {
            try writeObjects(&truth)
            counts.append("\(truth.tally.recordCount) records in \(synthesis.objects.count) objects")
        }
        if destination.hasLogGroups {
            let events = try writeLogGroups(&truth)
            counts.append("\(events) events in \(synthesis.networkCount) log groups")
        }
        var world = WorldDocument(synthesis: synthesis, destination: destination)
        if let trail { counts.append(try writeTrail(trail, &truth, &world)) }
        try writeFile("world.json", world.json.encoded(indented: true) + [0x0A])
        try writeFile("truth.json", truth.json.encoded(indented: true) + [0x0A])
        return counts.joined(separator: ", ")
    }

    /// Writes a world whose objects are made up by the server.
    ///
    /// - Returns: what the server will make, in some words.
    func writeEndless() throws -> String {
        let world = WorldDocument(endless: synthesis)
        try writeFile("world.json", world.json.encoded(indented: true) + [0x0A])
        // The sums of what nobody has made yet are not known.
        let objects = Int64(synthesis.objects.count)
        let truth = (SynthesisTruth(synthesis).json.object ?? []) + [.init("endlessObjects", .integer(objects))]
        try writeFile("truth.json", JSONValue.object(truth).encoded(indented: true) + [0x0A])
        return "\(objects) objects, made when they are asked for"
    }

    private func writeObjects(_ truth: inout SynthesisTruth) throws {
        let (synthesis, gzip) = (synthesis, GzipMember(level: level))
        let root = folder + "/s3/" + synthesis.configuration.bucket + "/"
        try work.run(synthesis.objects.count) { index in
            let object = synthesis.objects[index]
            var content = synthesis.content(of: object)
            let members = content.members.flatMap { gzip.bytes($0, fileName: content.fileName) }
            try Self.write(members, to: root + object.key)
            content.dropText()
            return content
        } take: { index, content in
            truth.add(synthesis.objects[index], content)
        }
    }

    /// - Returns: what was written, in some words.
    private func writeTrail(
        _ trail: TrailSynthesis, _ truth: inout SynthesisTruth, _ world: inout WorldDocument
    ) throws -> String {
        let gzip = GzipMember(level: level)
        let root = folder + "/s3/" + trail.configuration.bucket + "/"
        try Folders.make(root)
        truth.begin(trail)
        var digests = TrailDigestMaker(trail)
        var (events, insights) = (0, 0)
        var bucket: [WorldDocument.Object] = []
        try work.run(trail.objects.count) { index in
            var file = trail.file(of: trail.objects[index])
            let hash = SHA256.hash(file.content)
            try Self.write(gzip.bytes(file.content, fileName: nil), to: root + trail.objects[index].key)
            file.dropContent()
            return (file, hash)
        } take: { index, made in
            let object = trail.objects[index]
            digests.add(object, hash: made.1, made.0)
            truth.add(object, made.0)
            bucket.append(WorldDocument.Object(key: object.key, lastModified: object.lastModified))
            if object.isInsight { insights += made.0.recordCount } else { events += made.0.recordCount }
        }
        if hasDigests {
            guard let made = digests.digests() else { throw Failure("the digests cannot be signed") }
            for digest in made {
                try Self.write(gzip.bytes(digest.content, fileName: nil), to: root + digest.key)
                bucket.append(
                    WorldDocument.Object(
                        key: digest.key, lastModified: digest.lastModified,
                        metadata: ["signature": digest.signature, "signature-algorithm": "SHA256withRSA"]))
            }
            truth.add(made)
        }
        world.add(bucket: trail.configuration.bucket, bucket)
        return "\(events) events and \(insights) Insights events in \(trail.objects.count) log files"
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        try Folders.make(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
        try FileAppender(path: path, mode: .create).append(bytes)
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
