/// The columns of a flow log, in order.
///
/// A column that AWS does not document (yet) keeps its name and is read as text.
public struct FlowLogFormat: Sendable {
    /// One column.
    public struct Column: Sendable, Hashable {
        /// The name with underscores, as in Python's `to_dict()`.
        public let name: String
        /// The field, or nil where the name is not a documented one.
        public let field: FlowField?

        init(named text: String) {
            field = FlowField(named: text)
            name = field?.columnName ?? String(decoding: text.utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self)
        }
    }

    /// What is worked out once for a format; shared by all its copies.
    private final class Layout: Sendable {
        let columns: [Column]
        /// The column of each field by its raw value, or -1.
        let columnOfField: [Int32]
        let rules: LineRules
        let unknownColumns: [Int]

        init(columns: [Column]) {
            self.columns = columns
            var columnOfField = [Int32](repeating: -1, count: FlowField.allCases.count)
            var columnOfUnknown: [String: Int] = [:]
            for (index, column) in columns.enumerated() {
                // A name that comes twice: the last one counts, as in a Python dictionary.
                if let field = column.field {
                    columnOfField[Int(field.rawValue)] = Int32(index)
                } else {
                    columnOfUnknown[column.name] = index
                }
            }
            self.columnOfField = columnOfField
            unknownColumns = columnOfUnknown.values.sorted()
            rules = LineRules(columns) { field in
                let column = columnOfField[Int(field.rawValue)]
                return column < 0 ? nil : Int(column)
            }
        }
    }

    private let layout: Layout

    /// Creates a format from field names, spelled with hyphens or underscores.
    public init(names: some Sequence<String>) {
        layout = Layout(columns: names.map { Column(named: $0) })
    }

    /// Creates a format from documented fields.
    public init(fields: some Sequence<FlowField>) {
        self.init(names: fields.map(\.name))
    }

    /// Reads a log format as DescribeFlowLogs gives it, `${version} ${account-id}`, or names divided by blanks or commas.
    ///
    /// Returns nil where there is no name in it.
    public init?(_ text: some StringProtocol) {
        let decoration: Set<Character> = ["$", "{", "}"]
        let names = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).compactMap { token -> String? in
            var token = token[...]
            while let first = token.first, decoration.contains(first) { token = token.dropFirst() }
            while let last = token.last, decoration.contains(last) { token = token.dropLast() }
            return token.isEmpty ? nil : String(token)
        }
        guard !names.isEmpty else { return nil }
        self.init(names: names)
    }

    /// The format of a flow log for which none was chosen: the 14 fields of version 2.
    public static let `default` = FlowLogFormat(fields: FlowField.allCases.prefix(14))

    /// The format of a Transit Gateway flow log for which none was chosen: 36 fields, version 6.
    public static let transitGatewayDefault = FlowLogFormat(names: [
        "version", "resource-type", "account-id", "tgw-id", "tgw-attachment-id", "tgw-src-vpc-account-id",
        "tgw-dst-vpc-account-id", "tgw-src-vpc-id", "tgw-dst-vpc-id", "tgw-src-subnet-id", "tgw-dst-subnet-id",
        "tgw-src-eni", "tgw-dst-eni", "tgw-src-az-id", "tgw-dst-az-id", "tgw-pair-attachment-id", "srcaddr", "dstaddr",
        "srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "log-status", "type",
        "packets-lost-no-route", "packets-lost-blackhole", "packets-lost-mtu-exceeded", "packets-lost-ttl-expired",
        "tcp-flags", "region", "flow-direction", "pkt-src-aws-service", "pkt-dst-aws-service",
    ])

    /// The columns, in order.
    public var columns: [Column] { layout.columns }

    /// The format as AWS writes it: `${version} ${account-id}`.
    public var logFormat: String {
        columns.map { "${" + ($0.field?.name ?? $0.name) + "}" }.joined(separator: " ")
    }

    /// The column of a field, or nil where the format has none.
    public func column(of field: FlowField) -> Int? {
        let column = layout.columnOfField[Int(field.rawValue)]
        return column < 0 ? nil : Int(column)
    }

    /// The column of a name in any spelling, or nil where the format has none.
    public func column(named name: String) -> Int? {
        if let field = FlowField(named: name) { return column(of: field) }
        let wanted = Column(named: name).name
        return layout.unknownColumns.first { layout.columns[$0].name == wanted }
    }

    var rules: LineRules { layout.rules }
    var unknownColumns: [Int] { layout.unknownColumns }

    func isIdentical(to other: FlowLogFormat) -> Bool { layout === other.layout }
}

extension FlowLogFormat: Hashable {
    /// Whether two formats have the same columns.
    public static func == (a: FlowLogFormat, b: FlowLogFormat) -> Bool {
        a.layout === b.layout || a.columns == b.columns
    }

    /// Hashes the columns.
    public func hash(into hasher: inout Hasher) { hasher.combine(columns) }
}

extension FlowLogFormat: CustomStringConvertible {
    /// The format as AWS writes it.
    public var description: String { logFormat }
}
