import Glibc

/// The descriptors that a process expects to be given.
package enum StandardDescriptors {
    /// Takes the places of standard input, output and error where whoever started the process closed them.
    ///
    /// Else the next socket or database would get such a number, and what is printed would go there. What is written to
    /// a standard output that is not there fails; standard error is then lost.
    package static func reserve() {
        for (descriptor, access) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            let opened = open("/dev/null", access)
            guard opened >= 0, opened != descriptor else { continue }
            dup2(opened, descriptor)
            close(opened)
        }
    }
}
