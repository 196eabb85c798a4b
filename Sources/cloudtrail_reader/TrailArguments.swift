import CommandLines
import Timestamps

/// Arguments that more than one subcommand reads in the same way.
enum TrailArguments {
    /// Reads a moment, UTC.
    ///
    /// - Throws: `UsageError` that names the option.
    static func time(_ text: String?, option: String) throws(UsageError) -> Timestamp? {
        guard let text = text.nonEmpty else { return nil }
        if let time = Timestamp(iso8601: text) { return time }
        for format in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"] {
            if let time = try? Timestamp(strptime: text, format: format) { return time }
        }
        throw UsageError("\(option) '\(text)' is no time; give one such as 2026-03-04T10:00:00Z")
    }

    /// The names of a comma-separated list, without the blanks around them; nil where there is no list.
    ///
    /// - Throws: `UsageError` that names the option, where the list names nothing.
    static func names(_ text: String?, option: String) throws(UsageError) -> Set<String>? {
        guard let text = text.nonEmpty else { return nil }
        let names = text.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
        guard !names.isEmpty else { throw UsageError("\(option) '\(text)' names nothing") }
        return Set(names)
    }

    /// A text without the blanks around it; `AWS Internal` is one name.
    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
