import AWSOperations
import Files
import Glibc
import JSON

/// A folder for messages that lead to nothing: one file each, whole and on the disk before its message is deleted.
struct QuarantineFolder: Sendable {
    let path: String

    /// Makes the folder where there is none.
    ///
    /// - Throws: ``TrailReaderError`` with code `.quarantine`.
    init(_ path: String) throws(TrailReaderError) {
        self.path = path
        do throws(FileError) {
            try Folders.make(path)
        } catch {
            throw QuarantineFolder.error(error)
        }
    }

    /// Keeps a message; one of the same id is replaced.
    ///
    /// - Throws: ``TrailReaderError`` with code `.quarantine`.
    func keep(_ message: HeldMessage, of queue: String, because reason: String) throws(TrailReaderError) {
        let file = path + "/" + QuarantineFolder.name(message.id)
        let text = QuarantineFolder.document(message, queue, reason).text() + "\n"
        let fresh = file + ".new"
        do throws(FileError) {
            try Folders.remove(fresh)
            try FileAppender(path: fresh, mode: .create).append(Array(text.utf8))
        } catch {
            throw QuarantineFolder.error(error)
        }
        try QuarantineFolder.synchronize(fresh)
        do throws(FileError) {
            try Folders.move(fresh, to: file)
        } catch {
            throw QuarantineFolder.error(error)
        }
        try QuarantineFolder.synchronize(path)
    }

    private static func document(_ message: HeldMessage, _ queue: String, _ reason: String) -> JSONValue {
        func object(_ values: [String: String]) -> JSONValue {
            .object(values.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
        }
        let attributes = (message.message.messageAttributes ?? [:]).compactMapValues(\.stringValue)
        return .object([
            .init("reason", .string(reason)),
            .init("messageId", .string(message.id)),
            .init("queue", .string(queue)),
            .init("receiveCount", .integer(Int64(message.receipt.receiveCount))),
            .init("attributes", object(message.message.attributes ?? [:])),
            .init("messageAttributes", object(attributes)),
            .init("body", .string(message.body)),
        ])
    }

    /// The id with nothing that means something in a path.
    private static func name(_ id: String) -> String {
        let safe = id.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-")
                ? String(scalar) : "_"
        }
        return safe.joined() + ".json"
    }

    /// Waits until a file, or the names in a folder, are on the disk.
    private static func synchronize(_ path: String) throws(TrailReaderError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        // Not every file system can do this for folders.
        guard descriptor >= 0, fsync(descriptor) == 0 || errno == EINVAL else {
            throw error("\(path): \(String(cString: strerror(errno)))")
        }
    }

    private static func error(_ reason: some CustomStringConvertible) -> TrailReaderError {
        TrailReaderError(.quarantine, "the quarantine cannot be written: \(reason)")
    }
}
