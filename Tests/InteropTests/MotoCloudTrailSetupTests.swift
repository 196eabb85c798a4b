import AWSClient
import AWSOperations
import CloudTrailSetup
import Locking
import Testing
import Timestamps

@Suite(.enabled(if: Moto.isPresent, Moto.absence), .timeLimit(.minutes(15)))
struct MotoCloudTrailSetupTests {
    private final class Log: Sendable {
        private let lines = Locked<[String]>([])
        var report: TrailSetup.Report {
            { [self] title, outcome in lines.withLock { $0.append("\(outcome.rawValue): \(title)") } }
        }
        func take() -> [String] {
            lines.withLock { lines in
                defer { lines = [] }
                return lines
            }
        }
    }

    private func design(_ change: (inout TrailDesign) -> Void = { _ in }) -> TrailDesign {
        let name = String(Moto.unique("trail").prefix(40))
        var design = TrailDesign(account: "123456789012", region: "eu-central-1", trail: name)
        change(&design)
        return design
    }

    @Test func everythingIsMadeOnceFoundHealthyAndRemoved() async throws {
        let client = try Moto.client()
        let design = design { $0.isMultiRegion = true }
        let log = Log()
        let setup = TrailSetup(design, client: client, report: log.report)
        let url = try await setup.run()
        #expect(url.hasSuffix(design.queue))
        let made = log.take()
        #expect(made.count == 9)
        #expect(made.first == "created: bucket \(design.bucket)" && made.contains("created: trail \(design.trail)"))
        // Again: nothing to do.
        _ = try await setup.run()
        #expect(log.take().allSatisfy { $0.hasPrefix("unchanged: ") })

        let findings = try await TrailDoctor(design, client: client, now: Timestamp(seconds: 1)).examine()
        #expect(findings.filter { $0.state == .broken } == [])
        #expect(Set(findings.map(\.link)).isSuperset(of: ["trail", "bucket policy", "subscription", "queue depth"]))

        let teardown = TrailTeardown(design, client: client, report: log.report)
        try await teardown.run()
        #expect(log.take().allSatisfy { $0.hasPrefix("removed: ") })
        let after = try await TrailDoctor(design, client: client, now: Timestamp(seconds: 1)).examine()
        #expect(after.map(\.link) == ["trail", "bucket", "topic", "queue"])
        #expect(after.allSatisfy { $0.state == .broken && $0.remedy != nil })
        // Of nothing, nothing is removed.
        try await teardown.run()
        #expect(log.take() == [])
    }

    @Test func brokenLinksAreFoundAndMended() async throws {
        let client = try Moto.client()
        let design = design()
        let log = Log()
        let setup = TrailSetup(design, client: client, report: log.report)
        let url = try await setup.run()
        _ = log.take()
        _ = try await client.send(
            SetQueueAttributes(queueURL: url, attributes: ["Policy": PolicyDocument().text]))
        let subscriptions = try await client.send(ListSubscriptionsByTopic(topicARN: design.topicARN))
        _ = try await client.send(
            Unsubscribe(subscriptionARN: subscriptions.subscriptions?.first?.subscriptionARN))
        _ = try await client.send(StopLogging(name: design.trail))
        let doctor = TrailDoctor(design, client: client, now: Timestamp(seconds: 1))
        let broken = try await doctor.examine().filter { $0.state == .broken }
        #expect(Set(broken.map(\.link)) == ["logging", "subscription", "queue policy"])
        _ = try await setup.run()
        #expect(try await doctor.examine().allSatisfy { $0.state != .broken })
        try await TrailTeardown(design, client: client).run()
    }

    @Test func whatOthersMadeStays() async throws {
        let client = try Moto.client()
        let design = design()
        _ = try await client.send(
            CreateBucket(
                bucket: design.bucket, createBucketConfiguration: .init(locationConstraint: "eu-central-1")))
        let theirs = S3Tag(key: "owner", value: "somebody")
        _ = try await client.send(PutBucketTagging(bucket: design.bucket, tagging: .init(tagSet: [theirs])))
        _ = try await client.send(CreateTopic(name: design.topic))
        let log = Log()
        _ = try await TrailSetup(design, client: client, report: log.report).run()
        #expect(log.take().prefix(1) == ["unchanged: bucket \(design.bucket)"])
        try await TrailTeardown(design, client: client, report: log.report).run()
        let outcomes = log.take()
        #expect(outcomes.contains("kept: bucket \(design.bucket)"))
        #expect(outcomes.contains("kept: topic \(design.topic)"))
        #expect(outcomes.contains("removed: trail \(design.trail)"))
        _ = try await client.send(HeadBucket(bucket: design.bucket))
    }

    @Test func logFilesStayUnlessTheyAreToGo() async throws {
        let client = try Moto.client()
        let design = design()
        _ = try await TrailSetup(design, client: client).run()
        _ = try await client.send(
            PutObject(bucket: design.bucket, key: "AWSLogs/123456789012/CloudTrail/x.json.gz", body: Array("x".utf8)))
        let log = Log()
        try await TrailTeardown(design, client: client, report: log.report).run()
        #expect(log.take().contains("kept: bucket \(design.bucket), which holds log files"))
        try await TrailTeardown(design, client: client, deletesObjects: true, report: log.report).run()
        #expect(log.take().last == "removed: bucket \(design.bucket)")
    }
}
