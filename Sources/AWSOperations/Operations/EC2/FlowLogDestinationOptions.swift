/// How the objects of a flow log in S3 are written.
public struct FlowLogDestinationOptions: AWSStructure {
    /// `plain-text` or `parquet`.
    public var fileFormat: String?
    /// Whether keys have Hive-compatible partitions.
    public var hiveCompatiblePartitions: Bool?
    /// Whether keys have a partition for each hour.
    public var perHourPartition: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(fileFormat: String? = nil, hiveCompatiblePartitions: Bool? = nil, perHourPartition: Bool? = nil) {
        self.fileFormat = fileFormat
        self.hiveCompatiblePartitions = hiveCompatiblePartitions
        self.perHourPartition = perHourPartition
    }

    /// The members as they are written.
    public static let members: [AWSMember<FlowLogDestinationOptions>] = [
        .body("fileFormat", \.fileFormat),
        .body("hiveCompatiblePartitions", \.hiveCompatiblePartitions),
        .body("perHourPartition", \.perHourPartition),
    ]
}
