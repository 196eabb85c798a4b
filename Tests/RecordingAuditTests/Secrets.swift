import RecordingAudit
import Testing

/// Secrets of every kind, made up, in the way they are written; none of them opens anything.
struct PlantedSecret: Sendable, CustomTestStringConvertible {
    var kind: AuditFinding.Kind
    /// The secret within its surroundings.
    var text: String
    /// The secret alone, which no report may show.
    var secret: String

    var testDescription: String { kind.rawValue + ": " + text.prefix(24) }

    init(_ kind: AuditFinding.Kind, _ text: String, secret: String) {
        self.kind = kind
        self.text = text
        self.secret = secret
    }

    static let accessKey = "AKIAQ7X2M5PZT3LWVB6E"
    static let secretKey = "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"
    static let token = "IQoJb3JpZ2luX2VjEJr//////////wEaCWV1LXdlc3QtMSJHMEUCIQDx8Qm2bJ"
    static let signature = "7f3a9c0b1d2e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c"
    static let opaque = "x9Kd03LmQw7Rt5Zb1Vn8Hp2Jc6Gs4FyTeUiOaSdF"
    static let pem = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"

    static let all: [PlantedSecret] = [
        PlantedSecret(.accessKeyID, "key \(accessKey), used", secret: accessKey),
        PlantedSecret(.accessKeyID, "ASIAQ7X2M5PZT3LWVB6E", secret: "ASIAQ7X2M5PZT3LWVB6E"),
        PlantedSecret(.secretKey, "aws_secret_access_key = \(secretKey)", secret: secretKey),
        PlantedSecret(.secretKey, "SecretAccessKey: '\(secretKey)'", secret: secretKey),
        PlantedSecret(.secretKey, "it is '\(secretKey)' now", secret: secretKey),
        PlantedSecret(.token, token, secret: token),
        PlantedSecret(.token, "FwoGZXIvYXdzEJr//////////wEaDPzq1mZ8", secret: "wEaDPzq1mZ8"),
        PlantedSecret(.token, "FQoGZXIvYXdzEJr//////////wEaDPzq1mZ8", secret: "wEaDPzq1mZ8"),
        PlantedSecret(.token, "session_token=\(opaque)", secret: opaque),
        PlantedSecret(.token, "access_token: '\(opaque)'", secret: opaque),
        PlantedSecret(.signature, "Signature=\(signature)", secret: signature),
        PlantedSecret(.signature, "X-Amz-Signature=\(signature)", secret: signature),
        PlantedSecret(.signature, "1000;chunk-signature=\(signature)", secret: signature),
        PlantedSecret(.signature, "Signature=vjbyPxybdZaNmGa+yT272YEAiv4=", secret: "vjbyPxybdZaNmGa+yT272YEAiv4"),
        PlantedSecret(.authorization, "Authorization: Bearer abc.def-ghi", secret: "abc.def-ghi"),
        PlantedSecret(.authorization, "Authorization: Basic dXNlcjpwYXNz", secret: "dXNlcjpwYXNz"),
        PlantedSecret(.privateKey, "-----BEGIN RSA PRIVATE KEY-----\n\(pem)\n", secret: pem),
        PlantedSecret(.password, "https://bob:hunter2@db.example.com/x", secret: "hunter2"),
    ]
}
