import HTTPMessages

/// Where requests go: scheme, host and port, and a path that stands before every request's own.
public struct HTTPOrigin: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    public var scheme: String
    /// The host: a lower-case name or address, IPv6 without brackets.
    public var host: String
    /// The port; nil for the scheme's own.
    public var port: Int?
    /// What stands before the path of each request: `""`, or `/…` without a slash at its end.
    ///
    /// A transport does not add it, because the signature covers it: whoever builds the request does.
    public var basePath: String

    /// Creates an origin from its parts.
    public init(scheme: String, host: String, port: Int? = nil, basePath: String = "") {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.basePath = basePath
    }

    /// Reads `http[s]://host[:port][/path]`.
    ///
    /// - Parameter url: an endpoint URL, without user, query or fragment.
    /// - Throws: `TransportError` with code `.unsupported`, naming what is wrong.
    public init(parsing url: String) throws(TransportError) {
        func wrong(_ reason: String) -> TransportError {
            TransportError(.unsupported, origin: "endpoint URL \"\(hidingUserInfo(url))\"", message: reason)
        }
        guard let mark = url.utf8.firstRange(ofSchemeMark: ()) else {
            throw wrong("it begins with neither http:// nor https://")
        }
        scheme = url[..<mark.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { throw wrong("the scheme is neither http nor https") }
        let rest = url[mark.upperBound...]
        guard rest.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw wrong("it holds a blank or a character that is not ASCII")
        }
        guard !rest.contains("?"), !rest.contains("#") else { throw wrong("it has a query or a fragment") }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var path = rest[slash...]
        while path.hasSuffix("/") { path.removeLast() }
        basePath = String(path)

        let authority = rest[..<slash]
        guard !authority.contains("@") else { throw wrong("it holds a user name") }
        var portText: Substring?
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw wrong("a bracket is not closed") }
            host = authority[authority.index(after: authority.startIndex)..<close].lowercased()
            let after = authority[authority.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw wrong("the port is no number") }
            portText = after.isEmpty ? nil : after.dropFirst()
        } else {
            let colon = authority.firstIndex(of: ":")
            host = authority[..<(colon ?? authority.endIndex)].lowercased()
            portText = colon.map { authority[authority.index(after: $0)...] }
        }
        guard !host.isEmpty else { throw wrong("the host is missing") }
        port = nil
        if let portText, !portText.isEmpty {
            guard portText.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(portText),
                (1...65535).contains(number)
            else {
                throw wrong("the port is no number from 1 to 65535")
            }
            port = number
        }
    }

    /// The host as it stands in a URL: IPv6 in brackets.
    public var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

    /// The value of the `Host` header: the port only where it is not the scheme's own.
    public var hostHeader: String {
        guard let port, port != (scheme == "https" ? 443 : 80) else { return bracketedHost }
        return "\(bracketedHost):\(port)"
    }

    /// Whether the host is this machine by its name or address.
    public var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || isLoopbackIPv4
    }

    /// Whether the host is an IP address rather than a name.
    public var isAddress: Bool {
        host.contains(":") || ipv4Parts != nil
    }

    /// `scheme://host[:port]`, without the base path.
    public var description: String { "\(scheme)://\(hostHeader)" }

    private var isLoopbackIPv4: Bool { ipv4Parts?.first == 127 }

    private var ipv4Parts: [UInt8]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let numbers = parts.compactMap { UInt8($0) }
        return numbers.count == 4 ? numbers : nil
    }
}

extension String.UTF8View {
    /// Where the first `://` lies.
    fileprivate func firstRange(ofSchemeMark: Void) -> Range<Index>? {
        guard let colon = firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let mark = self[colon...].prefix(3)
        return mark.elementsEqual("://".utf8) ? mark.startIndex..<mark.endIndex : nil
    }
}
