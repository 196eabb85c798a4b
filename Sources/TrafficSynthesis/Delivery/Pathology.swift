import FlowLogs

/// Something odd about an object that readers must survive; most of it was seen in the wild, or in AWS's guides.
public enum Pathology: String, Sendable, Hashable, CaseIterable {
    /// Two blanks between two columns of a line.
    case doubleSpace = "double-space"
    /// A line that lacks its last column.
    case tooFewFields = "too-few-fields"
    /// A line with a column too many.
    case tooManyFields = "too-many-fields"
    /// A comment at the end of a line, as the guide prints them.
    case trailingComment = "trailing-comment"
    /// A line `...`, as the guide leaves lines out.
    case elision
    /// A line with a word in a column of numbers, between the others.
    case malformedNumber = "malformed-number"
    /// A line whose times no calendar knows, between the others.
    case timeOutOfRange = "time-out-of-range"
    /// A line of 300,000 characters, between the others.
    case longLine = "long-line"
    /// A record with `-` for its start and end.
    case absentTimes = "absent-times"
    /// Times in milliseconds.
    case milliseconds
    /// A column that nobody knows yet.
    case unknownColumn = "unknown-column"
    /// A `version` lower than that of the newest field.
    case lowVersion = "low-version"
    /// An account id of eleven digits, as if it had been a number that began with 0.
    case shortAccount = "short-account"
    /// Lines end in CR LF.
    case crlf
    /// The last line has no end.
    case noFinalNewline = "no-final-newline"
    /// A byte order mark before the header.
    case byteOrderMark = "byte-order-mark"
    /// No header.
    case noHeader = "no-header"
    /// Two gzip members, each with a header.
    case twoMembers = "two-members"
    /// A gzip header that names a file.
    case fileName = "file-name"
    /// One more object, of a header alone.
    case headerOnly = "header-only"
    /// One more object, of no text at all.
    case empty

    /// Whether an object with it is one more, without records.
    var isWithoutRecords: Bool { self == .headerOnly || self == .empty }

    /// The number column that `malformed-number` spoils.
    static func numberColumn(_ format: FlowLogFormat) -> Int? {
        [FlowField.bytes, .packets, .sourcePort, .destinationPort, .protocolNumber, .tcpFlags]
            .lazy.compactMap { format.column(of: $0) }.first
    }

    /// The number of columns without which a line is cut off: up to its start and end.
    static func leastColumns(_ format: FlowLogFormat) -> Int {
        [FlowField.start, .end].compactMap { format.column(of: $0) }.map { $0 + 1 }.max() ?? 0
    }

    /// Whether a format can have it.
    ///
    /// - Throws: ``SynthesisError``, since the records of other objects would change their meaning.
    func validate(_ format: FlowLogFormat) throws(SynthesisError) {
        func require(_ condition: Bool, _ what: String) throws(SynthesisError) {
            guard condition else { throw SynthesisError(.pathology, "\(rawValue) needs \(what)") }
        }
        try require(format.columns.count > 1, "a format of two columns at least")
        switch self {
        case .noHeader:
            try require(
                format == .default || format == .transitGatewayDefault,
                "a default format: without a header no other one is known")
        case .malformedNumber: try require(Pathology.numberColumn(format) != nil, "a column of numbers in the format")
        case .elision: try require(Pathology.leastColumns(format) > 1, "start or end behind another column")
        case .lowVersion:
            try require(format.column(of: .version) != nil && format.recordVersion > 2, "version and newer fields")
        case .shortAccount: try require(format.column(of: .accountID) != nil, "account-id in the format")
        case .absentTimes, .milliseconds, .timeOutOfRange:
            try require(Pathology.leastColumns(format) > 0, "start or end in the format")
        default: break
        }
    }
}
