import AWSClient
import AWSOperations
import JSON
import Timestamps

/// Looks at a trail and what its log files go through, link by link.
public struct TrailDoctor: Sendable {
    /// What is found of one link.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// How a link is.
        public enum State: String, Sendable, Hashable {
            /// As it should be.
            case ok
            /// It works, but may soon not.
            case warning
            /// Log files do not get through.
            case broken
        }

        /// The link, such as `topic policy`.
        public var link: String
        /// How it is.
        public var state: State
        /// What was seen.
        public var seen: String
        /// How to mend it; nil where nothing is wrong.
        public var remedy: String?

        /// One line.
        public var description: String {
            "\(state.rawValue): \(link): \(seen)" + (remedy.map { "; \($0)" } ?? "")
        }
    }

    private let client: AWSClient
    private let design: TrailDesign
    private let now: Timestamp

    /// Creates a doctor.
    ///
    /// - Parameters:
    ///   - design: the trail as it should be.
    ///   - client: a client of the trail's home region.
    ///   - now: the time, against which the last delivery is held.
    public init(_ design: TrailDesign, client: AWSClient, now: Timestamp) {
        self.design = design
        self.client = client
        self.now = now
    }

    /// Checks every link in the order of the log files.
    ///
    /// - Throws: what keeps it from looking: credentials, network.
    public func examine() async throws -> [Finding] {
        var findings: [Finding] = []
        findings += try await trail()
        findings += try await bucket()
        findings += try await topic()
        findings += try await queue()
        return findings
    }

    private static let setUp = "run cloudtrail_reader setup"

    private func trail() async throws -> [Finding] {
        guard let trail = try await client.trail(design.trailARN) else {
            return [broken("trail", "\(design.trailARN) does not exist", Self.setUp)]
        }
        var findings: [Finding] = []
        if trail.matches(design) {
            findings.append(ok("trail", design.trailARN))
        } else {
            findings.append(
                broken("trail", "it is set up otherwise than asked for (bucket, prefix, topic or regions)", Self.setUp))
        }
        let status = try await client.send(GetTrailStatus(name: design.trail))
        findings.append(
            status.isLogging == true
                ? ok("logging", "on") : broken("logging", "it is switched off", Self.setUp))
        if let error = status.latestDeliveryError, !error.isEmpty {
            findings.append(broken("delivery to S3", error, "check the bucket and its policy"))
        } else if let time = status.latestDeliveryTime {
            let hours = (now.milliseconds - time.milliseconds) / 3_600_000
            findings.append(
                hours < 2
                    ? ok("delivery to S3", "the last one at \(time.iso8601)")
                    : warning(
                        "delivery to S3", "the last one at \(time.iso8601), \(hours) hours ago",
                        "an account without any activity delivers nothing; else check the trail"))
        } else {
            findings.append(
                warning("delivery to S3", "none yet", "the first one comes some 15 minutes after logging begins"))
        }
        if let error = status.latestNotificationError, !error.isEmpty {
            findings.append(broken("notification", error, "check the topic and its policy"))
        }
        if design.validatesLogFiles, let error = status.latestDigestDeliveryError, !error.isEmpty {
            findings.append(broken("digests", error, "check the bucket and its policy"))
        }
        return findings
    }

    private func bucket() async throws -> [Finding] {
        do {
            _ = try await client.send(HeadBucket(bucket: design.bucket))
        } catch let error as AWSError where error.httpStatus == 404 {
            return [broken("bucket", "\(design.bucket) does not exist", Self.setUp)]
        } catch let error as AWSError where error.httpStatus == 403 {
            return [broken("bucket", "\(design.bucket) may not be looked at", "check the credentials")]
        }
        let policy = PolicyDocument(try await client.bucketPolicy(design.bucket))
        return [
            ok("bucket", design.bucket),
            check("bucket policy", policy, has: TrailPolicies(design).bucket, "CloudTrail may not write"),
        ]
    }

    private func topic() async throws -> [Finding] {
        guard let attributes = try await client.topicAttributes(design.topicARN) else {
            return [broken("topic", "\(design.topicARN) does not exist", Self.setUp)]
        }
        var findings = [
            ok("topic", design.topicARN),
            check(
                "topic policy", PolicyDocument(attributes["Policy"]), has: TrailPolicies(design).topic,
                "CloudTrail may not publish"),
        ]
        switch try await client.subscription(of: design.queueARN, to: design.topicARN) {
        case nil: findings.append(broken("subscription", "the queue does not get what the topic says", Self.setUp))
        case "PendingConfirmation"?:
            findings.append(broken("subscription", "it waits to be confirmed", "confirm it from the queue's account"))
        case _?: findings.append(ok("subscription", "the queue gets what the topic says"))
        }
        return findings
    }

    private func queue() async throws -> [Finding] {
        guard let url = try await client.queueURL(design.queue) else {
            return [broken("queue", "\(design.queue) does not exist", Self.setUp)]
        }
        let attributes =
            try await client.send(GetQueueAttributes(queueURL: url, attributeNames: ["All"])).attributes ?? [:]
        var findings = [
            ok("queue", url),
            check(
                "queue policy", PolicyDocument(attributes["Policy"]), has: TrailPolicies(design).queue,
                "the topic may not send"),
        ]
        let waiting = attributes["ApproximateNumberOfMessages"].flatMap { Int($0) } ?? 0
        let inHand = attributes["ApproximateNumberOfMessagesNotVisible"].flatMap { Int($0) } ?? 0
        let depth = "\(waiting) messages wait, \(inHand) are being read"
        findings.append(
            waiting < 10_000
                ? ok("queue depth", depth)
                : warning("queue depth", depth, "run cloudtrail_reader follow, before messages are two weeks old"))
        return findings
    }

    private func check(
        _ link: String, _ policy: PolicyDocument?, has statements: [JSONValue], _ consequence: String
    ) -> Finding {
        guard var policy else { return broken(link, "it is no JSON document: \(consequence)", "mend it by hand") }
        return policy.put(statements)
            ? broken(link, "a statement is missing or another: \(consequence)", Self.setUp)
            : ok(link, "as it should be")
    }

    private func ok(_ link: String, _ seen: String) -> Finding { Finding(link: link, state: .ok, seen: seen) }

    private func warning(_ link: String, _ seen: String, _ remedy: String) -> Finding {
        Finding(link: link, state: .warning, seen: seen, remedy: remedy)
    }

    private func broken(_ link: String, _ seen: String, _ remedy: String) -> Finding {
        Finding(link: link, state: .broken, seen: seen, remedy: remedy)
    }
}
