import CloudTrail
import Gzip
import TestSupport

/// What a parser gave.
struct Parsed {
    var events: [CloudTrailEvent] = []
    var counters = CloudTrailCounters()
    var error: CloudTrailError?
    var records: [[UInt8]] { events.map { Array($0.rawBytes) } }
}

/// Parses a text that comes in pieces of the given sizes, again and again.
func parse(_ bytes: [UInt8], pieces: [Int] = [.max], limits: CloudTrailLimits = CloudTrailLimits()) -> Parsed {
    var parser = CloudTrailEventParser(limits: limits)
    var result = Parsed()
    do {
        var position = 0
        var turn = 0
        while position < bytes.count {
            let count = min(pieces[turn % pieces.count], bytes.count - position)
            try parser.parse(Array(bytes[position..<position + count])) { result.events.append($0) }
            position += count
            turn += 1
        }
        try parser.finish()
    } catch {
        result.error = error
    }
    result.counters = parser.counters
    return result
}

func parse(_ text: String, pieces: [Int] = [.max], limits: CloudTrailLimits = CloudTrailLimits()) -> Parsed {
    parse(Array(text.utf8), pieces: pieces, limits: limits)
}

func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

/// The text of a file of ../shared/samples/cloudtrail, inflated where it is gzip.
func sample(_ name: String) throws -> [UInt8] {
    let bytes = try SharedFiles.bytes("samples/cloudtrail/" + name)
    return GzipMagic.matches(bytes) ? try Inflater.gunzip(bytes, maxBytes: 1 << 26) : bytes
}
