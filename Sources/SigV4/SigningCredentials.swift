import Timestamps

/// An access key, with the session token that temporary credentials carry.
public struct SigningCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The access key id, which is no secret: `AKIA…`, or `ASIA…` for temporary credentials.
    public var accessKeyID: String
    /// The secret access key.
    public var secretAccessKey: String
    /// The session token of temporary credentials.
    public var sessionToken: String?

    /// Creates credentials.
    public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    /// The access key id; the secrets stay hidden.
    public var description: String {
        "\(accessKeyID) (secret hidden\(sessionToken == nil ? "" : ", session token hidden"))"
    }

    /// The same; the secrets stay hidden here too.
    public var debugDescription: String { description }
}

/// What a signature is good for: one day, one region, one service.
public struct SigningScope: Sendable, Hashable {
    /// What every scope ends with.
    public static let terminator = "aws4_request"

    /// The day in UTC, `20150830`.
    public var day: String
    /// The region, `us-east-1`.
    public var region: String
    /// The signing name of the service, `s3`.
    public var service: String

    /// Creates a scope from its parts.
    public init(day: String, region: String, service: String) {
        self.day = day
        self.region = region
        self.service = service
    }

    /// Creates the scope of the day of `date`.
    public init(date: Timestamp, region: String, service: String) {
        self.init(day: String(date.iso8601Basic.prefix(8)), region: region, service: service)
    }

    /// The scope as it is signed, `20150830/us-east-1/s3/aws4_request`.
    public var text: String { "\(day)/\(region)/\(service)/\(SigningScope.terminator)" }
}
