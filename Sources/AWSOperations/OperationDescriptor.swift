/// What there is to know of an operation besides its members.
public struct OperationDescriptor: Sendable, Hashable {
    /// The service.
    public var service: AWSService
    /// The operation's name, such as `ListObjectsV2`.
    public var name: String
    /// The HTTP method.
    public var method: String
    /// The path with its labels, and the fixed part of the query, such as `/{Bucket}/{Key+}` or `/{Bucket}?delete`.
    public var uri: String
    /// The status of success.
    public var successStatus: Int
    /// The root element of a response in XML, where the protocol does not name it; in the query protocol that of a
    /// result that has no members, and is there all the same.
    public var outputRoot: String?
    /// Whether the root element of the response is the only member itself.
    public var outputIsUnwrapped: Bool
    /// Whether the response's body is handed on as it comes and is never searched for an error.
    public var streamsOutput: Bool
    /// Whether a request must carry a checksum of its body; `Content-MD5` is added where there is none.
    public var requiresChecksum: Bool
    /// Statuses of the errors that the operation can answer, by code; the usual ones hold for the others.
    public var errors: [String: Int]

    /// Creates a description.
    public init(
        _ service: AWSService, _ name: String, method: String = "POST", uri: String = "/", successStatus: Int = 200,
        outputRoot: String? = nil, outputIsUnwrapped: Bool = false, streamsOutput: Bool = false,
        requiresChecksum: Bool = false, errors: [String: Int] = [:]
    ) {
        self.service = service
        self.name = name
        self.method = method
        self.uri = uri
        self.successStatus = successStatus
        self.outputRoot = outputRoot
        self.outputIsUnwrapped = outputIsUnwrapped
        self.streamsOutput = streamsOutput
        self.requiresChecksum = requiresChecksum
        self.errors = errors
    }
}
