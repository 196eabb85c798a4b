import Timestamps

/// Who asks, from where and when: what a handler knows of a request besides its input.
struct MockContext: Sendable {
    /// The twelve digits of the account the request acts in.
    var account: String
    /// The region of the credential scope; the world's default where the request is not signed.
    var region: String
    /// Whether the region was named by a signature rather than assumed.
    var regionIsScoped: Bool
    /// The access key id of the signature; nil for an unsigned request.
    var accessKeyID: String?
    /// The credentials behind the access key; nil for an unsigned request or an unknown key.
    var caller: WorldCredentials?
    /// The server's time.
    var now: Timestamp
    /// The id that the answer carries.
    var requestID: String
    /// Whether signatures are checked, and wrong ones refused.
    var isStrict = false
    /// Where the client found the server, as in `http://127.0.0.1:4566`.
    var endpoint = "http://127.0.0.1"
    /// The request's path.
    var path = "/"
}
