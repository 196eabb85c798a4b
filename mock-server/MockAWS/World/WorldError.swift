/// Why a world folder cannot be served.
///
/// The description is one line: the file, the place in it, what is wrong, and what would be right.
public struct WorldError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or folder, as a path below which the fault lies.
    public var file: String
    /// The line, counted from 1; nil where the fault is not in a line.
    public var line: Int?
    /// What is wrong, and what to do about it.
    public var reason: String

    init(_ file: String, line: Int? = nil, _ reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// The file, the line where there is one, and the reason.
    public var description: String {
        line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
    }
}
