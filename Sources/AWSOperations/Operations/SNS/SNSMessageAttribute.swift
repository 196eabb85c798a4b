/// An attribute of a message that is published.
public struct SNSMessageAttribute: AWSStructure {
    /// The type: `String`, `Number` or `Binary`, and a label after a dot.
    public var dataType: String?
    /// The value of a string or number.
    public var stringValue: String?
    /// The value of a binary.
    public var binaryValue: [UInt8]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(dataType: String? = nil, stringValue: String? = nil, binaryValue: [UInt8]? = nil) {
        self.dataType = dataType
        self.stringValue = stringValue
        self.binaryValue = binaryValue
    }

    /// The members as they are written.
    public static let members: [AWSMember<SNSMessageAttribute>] = [
        .body("DataType", \.dataType, required: true),
        .body("StringValue", \.stringValue),
        .blob("BinaryValue", \.binaryValue),
    ]
}
