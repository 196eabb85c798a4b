/// A recording as a table for the eye: an exchange a line.
public enum RecordingTable {
    private static let widths = [6, 11, 28, 14, 6, 10, 8]
    /// Longer keys are cut: the table is to be read, and the lines of the recording hold all of it.
    private static let longestKey = 100

    /// The names of the columns.
    public static let header = row(["seq", "time", "operation", "region", "status", "bytes", "end"], "parameters")

    /// The lines of a recording, one after the other.
    public static func lines(of recording: Recording) -> some Sequence<String> {
        recording.exchanges.lazy.map(line)
    }

    /// The line of an exchange.
    public static func line(of exchange: RecordedExchange) -> String {
        let identity = exchange.identity
        let operation = [identity.service, identity.operation ?? exchange.request.method].compactMap { $0 }
        var key = identity.key.parameters.filter { $0.name != "@region" }.map { "\($0.name)=\($0.value)" }
            .joined(separator: " ")
        if key.count > longestKey { key = key.prefix(longestKey) + "…" }
        return row(
            [
                String(exchange.sequence), time(exchange.offsetMilliseconds), operation.joined(separator: ":"),
                identity.region ?? "-", String(exchange.response.status), String(exchange.response.body.count),
                exchange.response.end.rawValue,
            ], key)
    }

    private static func row(_ cells: [String], _ last: String) -> String {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            // Numbers to the right, names to the left.
            return [0, 1, 4, 5].contains(index) ? padding + cell.0 : cell.0 + padding
        }
        // A recorded name may hold anything; a line of the table holds no control characters.
        let line = (padded + [last]).joined(separator: "  ").unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? "�" : scalar
        }
        var text = String(String.UnicodeScalarView(line))
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    private static func time(_ milliseconds: Int64) -> String {
        let magnitude = milliseconds.magnitude
        let rest = String(magnitude % 1000)
        return (milliseconds < 0 ? "-" : "+") + "\(magnitude / 1000)."
            + String(repeating: "0", count: 3 - rest.count) + rest + "s"
    }
}
