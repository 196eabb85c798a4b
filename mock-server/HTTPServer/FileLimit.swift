import Glibc

/// How many files, sockets among them, this process may have open.
package enum FileLimit {
    /// How many connections the limit leaves room for.
    ///
    /// Each may read a file besides, and some are left for everything else. Where descriptors run out libmicrohttpd would
    /// try to accept again and again without a pause.
    static var connections: Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
        return max(1, (Int(clamping: limit.rlim_cur) - 32) / 2)
    }

    /// Raises the limit as far as the system lets this process, and no further than a server needs.
    package static func raise() {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < 8192 else { return }
        limit.rlim_cur = min(limit.rlim_max, 8192)
        unsafe setrlimit(resource, &limit)
    }
}
