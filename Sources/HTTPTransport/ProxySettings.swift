/// Which proxy requests go through, as the environment of a process says it.
///
/// `http_proxy` and `https_proxy` name the proxy for a scheme, `all_proxy` that for both, `no_proxy` the hosts that are
/// asked directly: names, which cover what lies below them, addresses, networks, or `*`. Each may be written in capitals,
/// and the small letters win. Loopback hosts are hosts like any other, as to curl and to the AWS SDKs: name them in
/// `no_proxy`.
public struct ProxySettings: Sendable, Hashable {
    /// The proxy for `http` URLs; nil for none.
    public var http: String?
    /// The proxy for `https` URLs, reached by `CONNECT`; nil for none.
    public var https: String?
    /// The hosts that are asked directly, separated by commas; nil for none.
    public var exceptions: String?

    /// Creates settings.
    public init(http: String? = nil, https: String? = nil, exceptions: String? = nil) {
        self.http = http
        self.https = https
        self.exceptions = exceptions
    }

    /// Reads the settings from environment variables.
    ///
    /// - Parameter value: gives a variable; nil where it is absent or empty.
    public init(environment value: (String) -> String?) {
        let all = value("all_proxy") ?? value("ALL_PROXY")
        // Under CGI HTTP_PROXY is the Proxy header of whoever sent the request.
        let capitals = value("REQUEST_METHOD") == nil ? value("HTTP_PROXY") : nil
        http = value("http_proxy") ?? capitals ?? all
        https = value("https_proxy") ?? value("HTTPS_PROXY") ?? all
        exceptions = value("no_proxy") ?? value("NO_PROXY")
    }

    /// The settings of this process's environment.
    static let ofProcess = ProxySettings(environment: environmentValue)

    /// The proxy for URLs of a scheme; nil for none.
    func proxy(forScheme scheme: String) -> String? {
        scheme == "https" ? https : http
    }
}
