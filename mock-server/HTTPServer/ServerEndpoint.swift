extension HTTPDaemon.Configuration {
    /// The URL at which clients find a server that listens at `port`; where it listens at every address, the loopback one.
    package func endpoint(port: Int) -> String {
        let reachable =
            switch host {
            case "0.0.0.0": "127.0.0.1"
            case "::": "[::1]"
            default: host.contains(":") ? "[\(host)]" : host
            }
        return "\(tls == nil ? "http" : "https")://\(reachable):\(port)"
    }
}
