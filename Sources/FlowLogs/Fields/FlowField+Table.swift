extension FlowField {
    /// How the text of a field is to be understood.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A number that Parquet files keep in 32 bits.
        case integer32
        /// A number that Parquet files keep in 64 bits.
        case integer64
        /// Text.
        case string
        /// An IPv4 or IPv6 address, as text.
        case address
        /// Seconds since 1970, or milliseconds where the number is above 2147483647.
        case timestamp
    }

    struct Definition: Sendable {
        let name: String
        let version: Int
        let kind: Kind
        let columnName: String

        init(_ name: String, _ version: Int, _ kind: Kind) {
            self.name = name
            self.version = version
            self.kind = kind
            columnName = String(decoding: name.utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self)
        }
    }

    /// One row a field, in the order of the cases.
    static let definitions: [Definition] = [
        Definition("version", 2, .integer32),
        Definition("account-id", 2, .string),
        Definition("interface-id", 2, .string),
        Definition("srcaddr", 2, .address),
        Definition("dstaddr", 2, .address),
        Definition("srcport", 2, .integer32),
        Definition("dstport", 2, .integer32),
        Definition("protocol", 2, .integer32),
        Definition("packets", 2, .integer64),
        Definition("bytes", 2, .integer64),
        Definition("start", 2, .timestamp),
        Definition("end", 2, .timestamp),
        Definition("action", 2, .string),
        Definition("log-status", 2, .string),
        Definition("vpc-id", 3, .string),
        Definition("subnet-id", 3, .string),
        Definition("instance-id", 3, .string),
        Definition("tcp-flags", 3, .integer32),
        Definition("type", 3, .string),
        Definition("pkt-srcaddr", 3, .address),
        Definition("pkt-dstaddr", 3, .address),
        Definition("region", 4, .string),
        Definition("az-id", 4, .string),
        Definition("sublocation-type", 4, .string),
        Definition("sublocation-id", 4, .string),
        Definition("pkt-src-aws-service", 5, .string),
        Definition("pkt-dst-aws-service", 5, .string),
        Definition("flow-direction", 5, .string),
        Definition("traffic-path", 5, .integer32),
        Definition("resource-type", 6, .string),
        Definition("tgw-id", 6, .string),
        Definition("tgw-attachment-id", 6, .string),
        Definition("tgw-src-vpc-account-id", 6, .string),
        Definition("tgw-dst-vpc-account-id", 6, .string),
        Definition("tgw-src-vpc-id", 6, .string),
        Definition("tgw-dst-vpc-id", 6, .string),
        Definition("tgw-src-subnet-id", 6, .string),
        Definition("tgw-dst-subnet-id", 6, .string),
        Definition("tgw-src-eni", 6, .string),
        Definition("tgw-dst-eni", 6, .string),
        Definition("tgw-src-az-id", 6, .string),
        Definition("tgw-dst-az-id", 6, .string),
        Definition("tgw-pair-attachment-id", 6, .string),
        Definition("packets-lost-no-route", 6, .integer64),
        Definition("packets-lost-blackhole", 6, .integer64),
        Definition("packets-lost-mtu-exceeded", 6, .integer64),
        Definition("packets-lost-ttl-expired", 6, .integer64),
        Definition("ecs-cluster-arn", 7, .string),
        Definition("ecs-cluster-name", 7, .string),
        Definition("ecs-container-instance-arn", 7, .string),
        Definition("ecs-container-instance-id", 7, .string),
        Definition("ecs-container-id", 7, .string),
        Definition("ecs-second-container-id", 7, .string),
        Definition("ecs-service-name", 7, .string),
        Definition("ecs-task-definition-arn", 7, .string),
        Definition("ecs-task-arn", 7, .string),
        Definition("ecs-task-id", 7, .string),
        Definition("reject-reason", 8, .string),
        Definition("resource-id", 9, .string),
        Definition("encryption-status", 10, .integer32),
        Definition("instance-tag", 11, .string),
        Definition("instance-tag-2", 11, .string),
        Definition("interface-tag", 11, .string),
        Definition("interface-tag-2", 11, .string),
        Definition("asg-tag", 11, .string),
        Definition("asg-tag-2", 11, .string),
        Definition("interface-type", 11, .string),
        Definition("next-hop-interface-id", 11, .string),
        Definition("next-hop-subnet-id", 11, .string),
        Definition("next-hop-az-id", 11, .string),
        Definition("next-hop-vpc-id", 11, .string),
        Definition("next-hop-interface-type", 11, .string),
    ]

    var definition: Definition { FlowField.definitions[Int(rawValue)] }

    /// AWS's name, as in a log format and in the header of a text file: `account-id`.
    public var name: String { definition.name }

    /// The name with underscores, as in Parquet files and in Python: `account_id`.
    public var columnName: String { definition.columnName }

    /// The flow log version that brought the field.
    public var version: Int { definition.version }

    /// How the text of the field is to be understood.
    public var kind: Kind { definition.kind }

    /// The columns of flowlogs_reader 5.0.1, in its order.
    public static let printed: ArraySlice<FlowField> = allCases.prefix(47)

    /// The field of a name, spelled with hyphens or with underscores; nil for a name that is not known.
    public init?(named name: some StringProtocol) {
        let bytes = Array(name.utf8)
        guard let field = FlowFieldNames.shared.field(bytes.span, from: 0, to: bytes.count) else { return nil }
        self = field
    }
}
