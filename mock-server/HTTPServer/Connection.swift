import CMicrohttpd

/// A connection in libmicrohttpd's hands.
///
/// It belongs to the thread of its event loop. Only ``resume()``, once for each ``suspend()``, and before it ``isGone()``
/// are for other threads; the connection lives at least until then, because libmicrohttpd closes no suspended one.
@safe
struct Connection: @unchecked Sendable {  // see above: no calls but resume() and isGone() leave the loop's thread
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

    /// Whether the client has closed the connection, or at least its half of it; also for other threads while the
    /// connection is suspended, since the socket is open as long.
    func isGone() -> Bool {
        unsafe cmhd_is_gone(cmhd_socket(pointer)) != 0
    }

    /// Sends what the kernel still holds back; tells whether the client's system has everything.
    func flush() -> Bool {
        unsafe cmhd_flush(cmhd_socket(pointer)) == 0
    }
}
