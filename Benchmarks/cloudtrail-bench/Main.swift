import CloudTrail
import Files
import Glibc
import Gzip

/// `cloudtrail-bench (print | table | services | logins | errors) FILE…`: reads log files on one thread.
///
/// What Benchmarks/cloudtrail.py measures; it knows no network.
@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments
        do {
            switch arguments.dropFirst().first {
            case "print": try run(CloudTrailPrint(), arguments.dropFirst(2))
            case "table": try run(CloudTrailTable(), arguments.dropFirst(2))
            case "services": try run(CloudTrailServices(), arguments.dropFirst(2))
            case "logins": try run(CloudTrailLogins(), arguments.dropFirst(2))
            case "errors": try run(CloudTrailErrors(), arguments.dropFirst(2))
            default: fail("cloudtrail-bench: print, table, services, logins or errors, then files")
            }
        } catch {
            fail("cloudtrail-bench: \(error)")
        }
    }

    static func run(_ empty: some CloudTrailAction, _ paths: ArraySlice<String>) throws {
        var action = empty
        var output: [UInt8] = []
        var text: [UInt8] = []
        for path in paths {
            let file = try FilePieces(path: path, pieceSize: 256 << 10)
            let inflater = Inflater()
            var parser = CloudTrailEventParser()
            while let piece = try file.next() {
                var offset = 0
                repeat {
                    offset += try inflater.inflate(piece, from: offset, appendingTo: &text, limit: 256 << 10)
                    try parser.parse(text) { action.add($0) }
                    text.removeAll(keepingCapacity: true)
                    action.drain(into: &output)
                    if output.count > 1 << 16 { write(&output) }
                } while offset < piece.count || !inflater.needsInput
            }
            try inflater.finish()
            try parser.finish()
        }
        action.finish(into: &output)
        write(&output)
    }

    static func write(_ output: inout [UInt8], to descriptor: Int32 = 1) {
        var start = 0
        while start < output.count {
            let count = output[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { exit(1) }
            start += count
        }
        output.removeAll(keepingCapacity: true)
    }

    static func fail(_ message: String) -> Never {
        var line = Array((message + "\n").utf8)
        write(&line, to: 2)
        exit(2)
    }
}
