import Glibc

/// Where a server listens: a host's first address, and a port.
struct ListenAddress {
    /// The socket address, ready for `bind`.
    var storage: sockaddr_storage
    /// Whether it is an IPv6 address.
    var isIPv6: Bool

    /// Looks `host` up and adds the port.
    ///
    /// - Throws: ``MockAWSError`` where the name has no address.
    init(host: String, port: Int) throws(MockAWSError) {
        guard (0...65_535).contains(port) else {
            throw MockAWSError("port \(port) is not in 0…65535; 0 means a free one")
        }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let first = found, let address = first.pointee.ai_addr else {
            throw MockAWSError("cannot listen at \"\(host)\": \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(found) }
        storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { target in
            target.copyMemory(
                from: UnsafeRawBufferPointer(
                    start: address, count: min(Int(first.pointee.ai_addrlen), MemoryLayout<sockaddr_storage>.size)))
        }
        isIPv6 = first.pointee.ai_family == AF_INET6
    }
}
