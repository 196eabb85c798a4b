import CMicrohttpd

/// A connection in libmicrohttpd's hands.
///
/// It belongs to the thread of its event loop. Only ``resume()`` is for other threads, once for each ``suspend()``; the
/// connection lives at least until then, because libmicrohttpd closes no suspended one.
@safe
struct Connection: @unchecked Sendable {  // see above: no call but resume() leaves the loop's thread
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    /// Takes the connection out of its event loop; time-outs do not run meanwhile.
    func suspend() {
        unsafe MHD_suspend_connection(pointer)
    }

    /// Puts the connection back.
    func resume() {
        unsafe MHD_resume_connection(pointer)
    }

    /// Ends the TCP connection with a reset.
    func reset() {
        unsafe cmhd_reset(cmhd_socket(pointer))
    }

    /// Sends what the kernel still holds back; tells whether the client's system has everything.
    func flush() -> Bool {
        unsafe cmhd_flush(cmhd_socket(pointer)) == 0
    }
}
