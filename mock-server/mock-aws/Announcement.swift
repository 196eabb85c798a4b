import Files
import Glibc
import JSON

/// The line that says where the server listens: `{"endpoint":"http://127.0.0.1:40123","port":40123,"pid":4711}`.
struct Announcement {
    let line: String

    init(endpoint: String, port: Int) {
        let json: JSONValue = [
            "endpoint": .string(endpoint), "port": .integer(Int64(port)),
            "pid": .integer(Int64(getpid())),
        ]
        line = json.text() + "\n"
    }

    /// Prints the line at once; a reader that has gone is no reason to stop.
    func printLine() {
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                return
            }
        }
    }

    /// Writes the line to a file that is there whole or not at all.
    func write(to path: String) throws {
        do throws(FileError) {
            try Folders.replace(path, with: Array(line.utf8))
        } catch {
            throw Failure("the ready file cannot be written: \(error)")
        }
    }
}
