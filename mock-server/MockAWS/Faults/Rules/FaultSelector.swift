import AWSOperations
import Recordings

/// Which requests a rule concerns: every list that is not empty must have a pattern that matches.
struct FaultSelector: Sendable, Hashable {
    var service: [Glob] = []
    var operation: [Glob] = []
    var region: [Glob] = []
    var bucket: [Glob] = []
    var key: [Glob] = []
    var logGroup: [Glob] = []
    var logStream: [Glob] = []

    func matches(_ request: FaultRequest) -> Bool {
        FaultSelector.match(service, request.identity.service)
            && FaultSelector.match(operation, request.identity.operation)
            && FaultSelector.match(region, request.identity.region)
            && FaultSelector.match(bucket, request.bucket) && FaultSelector.match(key, request.key)
            && FaultSelector.match(logGroup, request.logGroup)
            && (logStream.isEmpty || request.logStreams.contains { FaultSelector.match(logStream, $0) })
    }

    /// The operations of the catalog that a rule can concern.
    var operations: [OperationDescriptor] {
        OperationCatalog.all.filter {
            FaultSelector.match(service, $0.service.rawValue) && FaultSelector.match(operation, $0.name)
        }
    }

    private static func match(_ patterns: [Glob], _ text: String?) -> Bool {
        guard !patterns.isEmpty else { return true }
        guard let text else { return false }
        return patterns.contains { $0.matches(text) }
    }
}

/// A pattern with `*` for any text, slashes included, and `?` for one character.
struct Glob: Sendable, Hashable {
    let text: String
    private let pattern: [Unicode.Scalar]

    init(_ text: String) {
        self.text = text
        pattern = Array(text.unicodeScalars)
    }

    /// Whether it matches more than its own text.
    var hasWildcard: Bool { pattern.contains("*") || pattern.contains("?") }

    func matches(_ text: String) -> Bool {
        guard hasWildcard else { return text == self.text }
        let text = Array(text.unicodeScalars)
        var i = 0
        var j = 0
        // Where to go on when what follows the last star turns out to begin later.
        var retry: (pattern: Int, text: Int)?
        while j < text.count {
            if i < pattern.count, pattern[i] == "*" {
                retry = (i + 1, j)
                i += 1
            } else if i < pattern.count, pattern[i] == "?" || pattern[i] == text[j] {
                i += 1
                j += 1
            } else if let (afterStar, from) = retry {
                retry = (afterStar, from + 1)
                i = afterStar
                j = from + 1
            } else {
                return false
            }
        }
        return pattern[i...].allSatisfy { $0 == "*" }
    }
}
