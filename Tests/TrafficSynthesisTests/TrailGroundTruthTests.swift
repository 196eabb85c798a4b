import CloudTrail
import Digests
import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

/// Made-up log files read back give what the generator knows.
@Suite struct TrailGroundTruthTests {
    private static func trail(_ seed: Int) throws -> TrailSynthesis {
        var configuration = SynthesisConfiguration()
        configuration.seed = UInt64(seed)
        configuration.start = Timestamp(seconds: 1_772_582_400 + Int64(seed) * 3600)
        configuration.duration = seed % 2 == 0 ? 1200 : 600
        if seed % 3 == 0 { configuration.organization = "o-exampleorgid" }
        if seed % 5 == 0 { configuration.accounts.append("210987654321") }
        if seed % 7 == 0 { configuration.regions = ["eu-west-1", "us-east-1"] }
        return try .small(configuration, calls: seed % 10 == 1 ? 0 : 40, prefix: seed % 4 == 0 ? "security/logs" : "")
    }

    @Test(arguments: 0..<100)
    func readersFindWhatTheGeneratorKnows(seed: Int) throws {
        let trail = try Self.trail(seed)
        var reading = TrailReading()
        var tally = TrailTally()
        for object in trail.objects {
            let file = trail.file(of: object)
            tally.add(object, file)
            if !object.isInsight { try reading.add(file.content) }
        }
        reading.check(tally, "seed \(seed)")
        #expect(tally.recordCount > 30)
        #expect(tally.incidents.count == 3)
    }

    @Test(arguments: 0..<8)
    func keysTellWhatTheyAre(seed: Int) throws {
        let trail = try Self.trail(seed)
        let configuration = trail.flowLogs.configuration
        #expect(Set(trail.objects.map(\.key)).count == trail.objects.count)
        for object in trail.objects {
            let key = try #require(CloudTrailKey(object.key))
            let network = trail.activities[object.network].network
            #expect(key.account == network.account && key.region == network.region)
            #expect(key.organization == configuration.organization)
            #expect(object.key.hasPrefix(trail.configuration.prefix))
            #expect(object.key.contains("/CloudTrail-Insight/") == object.isInsight)
            let file = trail.file(of: object)
            let times = try #require(file.times)
            #expect(times.upperBound < object.lastModified && file.recordCount > 0)
        }
    }

    @Test func ratesAreAboutWhatWasAskedFor() throws {
        var configuration = SynthesisConfiguration()
        configuration.duration = 86_400
        configuration.hasIncidents = false
        for calls in [20, 60] {
            let trail = try TrailSynthesis.small(configuration, calls: calls)
            let made = trail.objects.reduce(0) { $0 + trail.activities[0].calls(in: $1.slot).count }
            #expect(abs(made - calls * 1440) < calls * 1440 / 12, "\(made) of \(calls * 1440)")
        }
    }

    @Test func digestsVouchForEveryLogFile() throws {
        var configuration = SynthesisConfiguration()
        configuration.start = Timestamp(seconds: 1_772_582_400 + 1500)
        configuration.duration = 7200
        configuration.regions = ["us-east-1", "eu-west-1"]
        let trail = try TrailSynthesis.small(configuration)
        var maker = TrailDigestMaker(trail)
        var hashes: [String: String] = [:]
        for object in trail.objects {
            let file = trail.file(of: object)
            let hash = SHA256.hash(file.content)
            maker.add(object, hash: hash, file)
            if !object.isInsight { hashes[object.key] = hash.hexString }
        }
        let key = try #require(RSAPublicKey(der: TrailSigningKey.publicKey))
        var last: [String: SynthesizedDigest] = [:]
        let digests = maker.digests()
        for digest in try #require(digests) {
            let json = try JSONValue(parsing: digest.content)
            let region = try #require(digest.key.split(separator: "/").dropLast(4).last.map(String.init))
            for file in json["logFiles"]?.array ?? [] {
                let name = try #require(file["s3Object"]?.string)
                let hash = hashes.removeValue(forKey: name)
                #expect(name.contains(region) && hash != nil && hash == file["hashValue"]?.string)
            }
            let before = last.updateValue(digest, forKey: region)
            #expect(json["previousDigestS3Object"]?.string == before?.key)
            #expect(json["previousDigestSignature"]?.string == before?.signature)
            #expect(json["previousDigestHashValue"]?.string == before.map { SHA256.hash($0.content).hexString })
            let signed =
                "\(json["digestEndTime"]?.string ?? "")\n\(trail.configuration.bucket)/\(digest.key)\n"
                + "\(SHA256.hash(digest.content).hexString)\n\(before?.signature ?? "null")"
            let signature = try #require([UInt8](hex: digest.signature))
            #expect(key.verifies(signature, of: Array(signed.utf8)))
        }
        #expect(hashes.isEmpty && last.count == 2)
    }

    @Test func wrongConfigurationsAreRefused() throws {
        let flowLogs = try FlowLogSynthesis(SynthesisConfiguration())
        let wrong: [(SynthesisError.Reason, (inout TrailConfiguration) -> Void)] = [
            (.trailBucket, { $0.bucket = "A/B" }), (.trailPrefix, { $0.prefix = "a/../b" }),
            (.trailName, { $0.name = "a b" }), (.trailRate, { $0.callsPerMinute = -1 }),
            (.trailRate, { $0.callsPerMinute = 6001 }),
        ]
        for (reason, change) in wrong {
            var configuration = TrailConfiguration()
            change(&configuration)
            let error = #expect(throws: SynthesisError.self) { _ = try TrailSynthesis(flowLogs, configuration) }
            #expect(error?.reason == reason && error?.description.contains("\n") == false)
        }
    }
}
