import Foundation

/// A program that runs, started by `posix_spawn(3)`.
///
/// Foundation's `Process` reads past the end of a buffer where a process has many hundred files open, as one has that
/// runs all tests side by side.
public struct SpawnedProgram: Sendable {
    /// Why a program could not be started.
    public struct Failure: Error, CustomStringConvertible {
        /// The program, and what the system says.
        public let description: String
    }

    /// Its number, to send signals to.
    public let processID: pid_t

    /// Starts a program; its standard input is empty.
    ///
    /// - Parameters:
    ///   - program: a name beside the test bundle, or an absolute path.
    ///   - arguments: its arguments.
    ///   - environment: its whole environment.
    ///   - output: the descriptor that becomes its standard output; nil to lose it.
    ///   - errors: the descriptor that becomes its standard error; nil to lose it.
    /// - Throws: ``Failure``.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String], output: Int32? = nil,
        errors: Int32? = nil
    ) throws {
        let path = program.hasPrefix("/") ? program : ProgramRun.path(program)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for (descriptor, target) in [(output, STDOUT_FILENO), (errors, STDERR_FILENO)] {
            if let descriptor {
                posix_spawn_file_actions_adddup2(&actions, descriptor, target)
            } else {
                posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_WRONLY, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What the tests' own process ignores, as SIGPIPE, the program need not ignore.
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var processID: pid_t = 0
        let error = posix_spawn(&processID, path, &actions, &attributes, &words, &variables)
        guard error == 0 else { throw Failure(description: "\(path): \(String(cString: strerror(error)))") }
        self.processID = processID
    }

    /// Waits for its end, which may be asked for once; blocks the thread.
    ///
    /// - Returns: the exit status; minus the signal where one ended it.
    public func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : -signal
    }
}
