/// Why a server could not start.
package struct HTTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, and what to do about it, in one line.
    package var description: String

    init(_ description: String) {
        self.description = description
    }
}
