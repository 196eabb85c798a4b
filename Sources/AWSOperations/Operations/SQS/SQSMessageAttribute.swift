/// An attribute of a message.
public struct SQSMessageAttribute: AWSStructure {
    /// The value of a string or number.
    public var stringValue: String?
    /// The value of a binary.
    public var binaryValue: [UInt8]?
    /// The type: `String`, `Number` or `Binary`, and a label after a dot.
    public var dataType: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(stringValue: String? = nil, binaryValue: [UInt8]? = nil, dataType: String? = nil) {
        self.stringValue = stringValue
        self.binaryValue = binaryValue
        self.dataType = dataType
    }

    /// The members as they are written.
    public static let members: [AWSMember<SQSMessageAttribute>] = [
        .body("StringValue", \.stringValue),
        .blob("BinaryValue", \.binaryValue),
        .body("DataType", \.dataType, required: true),
    ]
}
