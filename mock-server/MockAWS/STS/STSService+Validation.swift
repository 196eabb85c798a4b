import AWSOperations

extension AWSError {
    static func sts(_ code: String, _ message: String) -> AWSError {
        AWSError(code: code, message: message, service: .sts)
    }
}

extension STSService {
    /// Checks the members of a request, in the words of the service.
    static func validate(_ input: AssumeRole) throws(AWSError) {
        var faults: [String] = []
        func fault(_ value: String, _ name: String, _ constraint: String) {
            faults.append("Value \(value) at '\(name)' failed to satisfy constraint: \(constraint)")
        }
        func text(_ value: String?, _ name: String, _ bounds: ClosedRange<Int>, extra: String, required: Bool = false) {
            guard let value else {
                if required { fault("null", name, "Member must not be null") }
                return
            }
            let count = value.unicodeScalars.count
            if count < bounds.lowerBound {
                fault("'\(value)'", name, "Member must have length greater than or equal to \(bounds.lowerBound)")
            }
            if count > bounds.upperBound {
                fault("'\(value)'", name, "Member must have length less than or equal to \(bounds.upperBound)")
            }
            if !value.utf8.allSatisfy({ FilterScanner.isWord($0) || extra.utf8.contains($0) }) {
                fault("'\(value)'", name, "Member must satisfy regular expression pattern: [\\w\(extra)]*")
            }
        }
        if input.roleARN == nil { fault("null", "roleArn", "Member must not be null") }
        if let arn = input.roleARN, arn.utf8.count < 20 {
            fault("'\(arn)'", "roleArn", "Member must have length greater than or equal to 20")
        }
        text(input.roleSessionName, "roleSessionName", 2...64, extra: "+=,.@-", required: true)
        text(input.externalID, "externalId", 2...1224, extra: "+=,.@:\\/-")
        text(input.sourceIdentity, "sourceIdentity", 2...64, extra: "+=,.@-")
        if let duration = input.durationSeconds, duration < 900 {
            fault("'\(duration)'", "durationSeconds", "Member must have value greater than or equal to 900")
        }
        if let duration = input.durationSeconds, duration > 43_200 {
            fault("'\(duration)'", "durationSeconds", "Member must have value less than or equal to 43200")
        }
        guard !faults.isEmpty else { return }
        throw .sts(
            "ValidationError",
            "\(faults.count) validation error\(faults.count == 1 ? "" : "s") detected: \(faults.joined(separator: "; "))"
        )
    }
}
