import AWSClient
import AWSOperations
import Timestamps

/// The trail, and how its deliveries went.
extension Examination {
    func trail(_ trail: Trail) async throws -> [Finding] {
        let differences = design.differences(from: trail)
        var findings: [Finding] = []
        if differences.isEmpty { findings.append(.ok("trail", design.trailARN)) }
        for difference in differences {
            if difference.losesFiles {
                findings.append(.broken("trail", "its \(difference)", Finding.setUp))
            } else if difference.isCertain {
                findings.append(.warning("trail", "its \(difference)", "setup with the same options changes it"))
            } else {
                findings.append(
                    .warning("trail", "cannot tell whether its \(difference)", "give the key by its ARN"))
            }
        }
        if trail.isOrganizationTrail == true, design.organization == nil {
            findings.append(
                .warning(
                    "organisation", "cannot tell whether log files of its accounts may be written",
                    "give its id with --organization"))
        }
        findings += try await look("logging") {
            status(try await client.send(GetTrailStatus(name: design.trail)))
        }
        return findings
    }

    private func status(_ status: GetTrailStatus.Output) -> [Finding] {
        var findings: [Finding] = [
            status.isLogging == true ? .ok("logging", "on") : .broken("logging", "it is switched off", Finding.setUp)
        ]
        if let error = status.latestDeliveryError, !error.isEmpty {
            findings.append(.broken("delivery to S3", error, "check the bucket and its policy"))
        } else if let time = status.latestDeliveryTime {
            let hours = (now.milliseconds - time.milliseconds) / 3_600_000
            findings.append(
                hours < 2
                    ? .ok("delivery to S3", "the last one at \(time.iso8601)")
                    : .warning(
                        "delivery to S3", "the last one at \(time.iso8601), \(hours) hours ago",
                        "an account without any activity delivers nothing; else check the trail"))
        } else {
            findings.append(
                .warning("delivery to S3", "none yet", "the first one comes some 15 minutes after logging begins"))
        }
        if let error = status.latestNotificationError, !error.isEmpty {
            findings.append(.broken("notification", error, "check the topic and its policy"))
        }
        if design.validatesLogFiles == true, let error = status.latestDigestDeliveryError, !error.isEmpty {
            findings.append(.broken("digests", error, "check the bucket and its policy"))
        }
        return findings
    }
}
