import CommandLines

/// The spellings of options that flowlogs_reader 5.0.1 takes because Python's argparse does, put into the one spelling
/// that Swift's ArgumentParser takes for certain.
///
/// - a long option may be shortened as far as one option of 5.0.1 is meant: `--loc s3`, `--thread 4`;
/// - a short option may hold its value: `-s'2026-03-04 00:00:00'`;
/// - a value may be empty after `=`, and may begin with `-` where it holds a blank: `--filter-pattern '-OK -NODATA'`;
/// - a negative number is no option: `print -1`.
struct ArgumentSpellings {
    /// The options of 5.0.1 that have a value; a shortened name means one of these before it means a newer one.
    private static let original = [
        "location-type", "region", "start-time", "end-time", "time-format", "fields", "filter-pattern",
        "include-accounts", "include-regions", "profile", "role-arn", "external-id", "thread-count",
    ]
    /// The other options that have a value.
    private static let additional = [
        "endpoint-url", "thread_count", "record", "record-mode", "scrub", "replay", "ignore", "on-exhausted",
    ]
    private static let flags = ["help", "version", "quiet", "verbose", "zero-as-dash", "fail-fast"]
    private static let short: [Character: String] = ["s": "start-time", "e": "end-time"]

    private var options: [String] = []
    private var operands: [String] = []

    /// The arguments in one spelling: options, `--`, and all others in their order.
    ///
    /// - Parameter arguments: the arguments as they were given.
    /// - Returns: arguments for `Options.parse`; what is no option it knows is left for it to refuse.
    /// - Throws: `UsageError` where a shortened option can be several.
    static func unified(_ arguments: [String]) throws(UsageError) -> [String] {
        var spellings = ArgumentSpellings()
        try spellings.read(arguments)
        return spellings.options + (spellings.operands.isEmpty ? [] : ["--"] + spellings.operands)
    }

    private mutating func read(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                return
            }
            guard ArgumentSpellings.looksLikeOption(argument) else {
                operands.append(argument)
                continue
            }
            guard let (name, value) = try ArgumentSpellings.optionWithValue(argument) else {
                options.append(try ArgumentSpellings.flag(argument) ?? argument)
                continue
            }
            if let value {
                append(name, value)
            } else if let next = rest.first, next != "--", !ArgumentSpellings.looksLikeOption(next) {
                append(name, next)
                rest.removeFirst()
            } else {
                options.append("--" + name)
            }
        }
    }

    /// Adds an option with its value: after `=`, where it may begin with `-`, unless it is empty.
    private mutating func append(_ name: String, _ value: String) {
        options += value.isEmpty ? ["--" + name, ""] : ["--\(name)=\(value)"]
    }

    /// Whether argparse takes the text for an option and not for a value.
    private static func looksLikeOption(_ text: String) -> Bool {
        guard text.hasPrefix("-"), text != "-" else { return false }
        if let second = text.dropFirst().first, short[second] != nil || second == "h" { return true }
        if text.hasPrefix("--"), !candidates(text.dropFirst(2).prefix { $0 != "=" }).isEmpty { return true }
        return Double(text) == nil && !text.contains(" ")
    }

    /// The name and the value, if it is there, of an option that has one; nil for other options.
    private static func optionWithValue(_ text: String) throws(UsageError) -> (name: String, value: String?)? {
        if text.hasPrefix("--") {
            let parts = text.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = try fullName(parts[0]), !flags.contains(name) else { return nil }
            return (name, parts.count > 1 ? String(parts[1]) : nil)
        }
        guard let name = text.dropFirst().first.flatMap({ short[$0] }) else { return nil }
        let value = text.dropFirst(2)
        guard !value.isEmpty else { return (name, nil) }
        return (name, String(value.hasPrefix("=") ? value.dropFirst() : value))
    }

    /// A flag in its full spelling; nil where it is none.
    private static func flag(_ text: String) throws(UsageError) -> String? {
        guard text.hasPrefix("--"), !text.contains("=") else { return nil }
        return try fullName(text.dropFirst(2)).map { "--" + $0 }
    }

    /// The option that a name stands for; nil where there is none.
    private static func fullName(_ name: Substring) throws(UsageError) -> String? {
        let candidates = candidates(name)
        guard candidates.count < 2 else {
            let names = candidates.map { "--" + $0 }.joined(separator: ", ")
            throw UsageError("ambiguous option: --\(name) could match \(names)")
        }
        return candidates.first
    }

    /// The options that a name can stand for.
    private static func candidates(_ name: Substring) -> [String] {
        guard !name.isEmpty else { return [] }
        let all = original + additional + flags
        if all.contains(String(name)) { return [String(name)] }
        let old = original.filter { $0.hasPrefix(name) }
        return old.isEmpty ? all.filter { $0.hasPrefix(name) } : old
    }
}
