import AWSOperations

/// Collects what is wrong with a request's members, and says it in the service's own words.
struct LogsValidation {
    private var faults: [String] = []

    /// Requires a member.
    mutating func required(_ value: (some Any)?, _ name: String) {
        if value == nil { add("null", name, "Member must not be null", quoted: false) }
    }

    mutating func range(_ value: Int?, _ name: String, _ bounds: ClosedRange<Int>) {
        guard let value else { return }
        if value < bounds.lowerBound {
            add(String(value), name, "Member must have value greater than or equal to \(bounds.lowerBound)")
        } else if value > bounds.upperBound {
            add(String(value), name, "Member must have value less than or equal to \(bounds.upperBound)")
        }
    }

    mutating func length(_ value: String?, _ name: String, _ bounds: ClosedRange<Int>) {
        guard let value else { return }
        length(value.unicodeScalars.count, of: value, name, bounds)
    }

    mutating func count(_ values: [String]?, _ name: String, _ bounds: ClosedRange<Int>) {
        guard let values else { return }
        length(values.count, of: "[\(values.joined(separator: ", "))]", name, bounds)
    }

    private mutating func length(_ length: Int, of value: String, _ name: String, _ bounds: ClosedRange<Int>) {
        if length < bounds.lowerBound {
            add(value, name, "Member must have length greater than or equal to \(bounds.lowerBound)")
        } else if length > bounds.upperBound {
            add(value, name, "Member must have length less than or equal to \(bounds.upperBound)")
        }
    }

    mutating func pattern(_ value: String?, _ name: String, _ pattern: String, _ accepts: (UInt8) -> Bool) {
        guard let value, !value.utf8.allSatisfy(accepts) else { return }
        add(value, name, "Member must satisfy regular expression pattern: \(pattern)")
    }

    mutating func choice(_ value: String?, _ name: String, _ choices: [String]) {
        guard let value, !choices.contains(value) else { return }
        add(value, name, "Member must satisfy enum value set: [\(choices.joined(separator: ", "))]")
    }

    /// A log group's name.
    mutating func groupName(_ value: String?, _ name: String = "logGroupName") {
        length(value, name, 1...512)
        pattern(value, name, #"[\.\-_/#A-Za-z0-9]+"#) { FilterScanner.isWord($0) || "./-#".utf8.contains($0) }
    }

    /// A log group's name or ARN.
    mutating func groupIdentifier(_ value: String?, _ name: String = "logGroupIdentifier") {
        length(value, name, 1...2048)
        pattern(value, name, #"[\w#+=/:,.@-]*"#) { FilterScanner.isWord($0) || "#+=/:,.@-".utf8.contains($0) }
    }

    /// A log stream's name, or what it begins with.
    mutating func streamName(_ value: String?, _ name: String = "logStreamName") {
        length(value, name, 1...512)
        pattern(value, name, "[^:*]*") { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "*") }
    }

    private mutating func add(_ value: String, _ name: String, _ constraint: String, quoted: Bool = true) {
        let shown = quoted ? "'\(value)'" : value
        faults.append("Value \(shown) at '\(name)' failed to satisfy constraint: \(constraint)")
    }

    /// Fails with everything that was found.
    func check() throws(AWSError) {
        guard !faults.isEmpty else { return }
        let errors = faults.count == 1 ? "1 validation error" : "\(faults.count) validation errors"
        throw .invalidParameter("\(errors) detected: \(faults.joined(separator: "; "))")
    }
}

extension AWSError {
    static func logs(_ code: String, _ message: String) -> AWSError {
        AWSError(code: code, message: message, service: .logs)
    }

    static func invalidParameter(_ message: String) -> AWSError {
        logs("InvalidParameterException", message)
    }

    static let invalidNextToken = invalidParameter("The specified nextToken is invalid.")
    static let noLogGroup = logs("ResourceNotFoundException", "The specified log group does not exist.")
    static let noLogStream = logs("ResourceNotFoundException", "The specified log stream does not exist.")
}
