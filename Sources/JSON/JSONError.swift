/// Why a text is not JSON.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Bytes before the place that could not be read.
    public var byteOffset: Int
    /// What was wrong there.
    public var reason: String

    /// One line: the place and the reason.
    public var description: String { "not JSON at byte \(byteOffset): \(reason)" }
}
