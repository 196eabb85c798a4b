import Glibc

/// A command that runs as a child, with this process's standard streams.
enum Child {
    /// Runs a command to its end, passing signals on to it.
    ///
    /// - Parameters:
    ///   - command: the command, found along `PATH`, and its arguments.
    ///   - environment: its environment.
    ///   - signals: what is passed on; `SIGCHLD` is among them.
    /// - Returns: its exit status; 128 and the number of the signal that ended it; 127 where it was not found, 126
    ///   where it cannot be executed.
    static func run(_ command: [String], environment: [String: String], signals: Signals) -> Int32 {
        var signals = signals
        let child: pid_t
        switch spawn(command, environment: environment, mask: signals.original) {
        case .success(let pid): child = pid
        case .failure(let failure):
            let name = command.first ?? ""
            if failure.code == ENOENT {
                writeError("error: \(name): there is no such command")
                return 127
            }
            writeError("error: \(name): the command cannot be executed: \(String(cString: strerror(failure.code)))")
            return 126
        }
        while true {
            var status: Int32 = 0
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child {
                let signal = status & 0x7F
                return signal == 0 ? status >> 8 & 0xFF : 128 + signal
            }
            if ended < 0 && errno != EINTR { return 1 }
            let arrival = signals.next()
            if arrival.number != SIGCHLD && arrival.isFromProcess { kill(child, arrival.number) }
        }
    }

    private struct SpawnFailure: Error {
        var code: Int32
    }

    private static func spawn(
        _ command: [String], environment: [String: String], mask: sigset_t
    ) -> Result<pid_t, SpawnFailure> {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The child starts with the signals as we found them, not as we hold them.
        var mask = mask
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGCHLD] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for pointer in arguments + variables { free(pointer) }
        }
        var child: pid_t = 0
        let code = posix_spawnp(&child, command.first ?? "", nil, &attributes, &arguments, &variables)
        return code == 0 ? .success(child) : .failure(SpawnFailure(code: code))
    }
}
