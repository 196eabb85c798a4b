/// The client for which a handler works.
///
/// A suspended connection is not read, so libmicrohttpd does not see its end; a handler that waits long asks for it.
package struct WaitingClient: Sendable {
    /// The client of the running task.
    ///
    /// A structure around the function: where the value is a function itself, optimized code for `withValue` may get
    /// no metadata of its type and crash (Swift 6.2).
    @TaskLocal package static var current = WaitingClient { false }

    private let hasGone: @Sendable () -> Bool

    /// Creates a client from the question whether it has gone.
    package init(hasGone: @escaping @Sendable () -> Bool) {
        self.hasGone = hasGone
    }

    /// Whether it has gone, so that nobody takes the answer; one that has only ended what it sends counts as gone.
    package var isGone: Bool { hasGone() }
}
