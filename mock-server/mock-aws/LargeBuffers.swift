import Glibc

/// How the C library's allocator deals with buffers of the size of an answer.
enum LargeBuffers {
    /// Has freed buffers of up to 5 MiB used again, where they would be given back to the system and come back as pages
    /// that must be cleared: a third of the time that a page of log events takes.
    ///
    /// The allocator learns it from what is freed: mallopt(3), `M_MMAP_THRESHOLD`.
    static func keep() {
        guard let buffer = malloc(5 << 20) else { return }
        // Without a use of it there would be no buffer; this one is not taken away.
        explicit_bzero(buffer, 1)
        free(buffer)
    }
}
