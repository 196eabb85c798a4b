/// The client for which a handler works.
///
/// A suspended connection is not read, so libmicrohttpd does not see its end; a handler that waits long asks for it.
package enum WaitingClient {
    /// Whether the client has gone, so that nobody takes the answer; one that has only ended what it sends counts as gone.
    @TaskLocal package static var isGone: @Sendable () -> Bool = { false }
}
