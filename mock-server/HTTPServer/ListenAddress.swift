import Glibc

/// Where a server listens: a host's first address, and a port.
struct ListenAddress {
    /// The socket address, ready for `bind`.
    var storage: sockaddr_storage
    /// Whether it is an IPv6 address.
    var isIPv6: Bool

    /// Looks `host` up and adds the port.
    ///
    /// - Throws: ``HTTPServerError`` where the name has no address.
    init(host: String, port: Int) throws(HTTPServerError) {
        guard (0...65_535).contains(port) else {
            throw HTTPServerError("port \(port) is not in 0…65535; 0 means a free one")
        }
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let first = unsafe found, let address = unsafe first.pointee.ai_addr else {
            throw HTTPServerError("cannot listen at \"\(host)\": \(unsafe String(cString: gai_strerror(status)))")
        }
        defer { unsafe freeaddrinfo(found) }
        storage = sockaddr_storage()
        unsafe withUnsafeMutableBytes(of: &storage) { target in
            unsafe target.copyMemory(
                from: UnsafeRawBufferPointer(
                    start: address, count: min(Int(first.pointee.ai_addrlen), MemoryLayout<sockaddr_storage>.size)))
        }
        unsafe isIPv6 = first.pointee.ai_family == AF_INET6
    }
}
