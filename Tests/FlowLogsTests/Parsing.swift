import FlowLogs

/// What a parser made of a text.
struct Parsed {
    var records: [FlowRecord] = []
    var counters = FlowLogCounters()
    var batches: [FlowRecordBatch] = []

    /// The printed lines, without their ends.
    var lines: [String] { batches.flatMap { printed($0).split(separator: "\n").map { String($0) } } }
}

/// Parses a text in one piece, or cut at the offsets.
func parse(_ bytes: [UInt8], with parser: FlowLogParser = FlowLogParser(), cutAt cuts: [Int] = []) -> Parsed {
    var parser = parser
    var parsed = Parsed()
    var start = 0
    for cut in cuts + [bytes.count] {
        parsed.batches += parser.append(bytes[start..<cut])
        start = cut
    }
    parsed.batches += parser.finish()
    parsed.records = parsed.batches.flatMap { Array($0) }
    parsed.counters = parser.counters
    return parsed
}

func parse(_ text: String, with parser: FlowLogParser = FlowLogParser()) -> Parsed {
    parse(Array(text.utf8), with: parser)
}

func printed(_ batch: FlowRecordBatch, zeroAsDash: Bool = false) -> String {
    var output: [UInt8] = []
    FlowRecordPrinter(zeroAsDash: zeroAsDash).append(batch, to: &output)
    return String(decoding: output, as: UTF8.self)
}

/// `text` and dashes up to 47 columns.
func padded(_ text: String) -> String {
    text + String(repeating: " -", count: 47 - text.split(separator: " ").count)
}

let defaultHeader =
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"
let defaultLine =
    "2 123456789010 eni-1 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK"
