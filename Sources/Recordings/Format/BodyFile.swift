import Digests
import Files

/// A body on its way to the disk: in memory while it may stand in the line, then in its file.
final class BodyFile: BodyStore {
    private let folder: String
    private let path: String
    private var waiting: [UInt8] = []
    private var file: FileAppender?
    private var count: Int64 = 0
    private var digest = SHA256()

    /// - Parameters:
    ///   - folder: the recording's folder.
    ///   - path: the file's path below it.
    init(folder: String, path: String) {
        self.folder = folder
        self.path = path
    }

    func append(_ bytes: [UInt8]) throws(RecordingError) {
        count += Int64(bytes.count)
        digest.update(bytes)
        waiting += bytes
        guard file != nil || waiting.count > RecordedBody.inlineLimit else { return }
        try spill()
    }

    func restart() throws(RecordingError) -> () throws(RecordingError) -> [UInt8]? {
        let memory = waiting
        let reader: FilePieces?
        do throws(FileError) {
            reader = file == nil ? nil : try FilePieces(path: folder + "/" + path)
            // Whoever reads has it open; its bytes go when he closes it.
            if file != nil { try Folders.remove(folder + "/" + path) }
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        file = nil
        waiting = []
        count = 0
        digest = SHA256()
        var rest: [UInt8]? = memory
        return { () throws(RecordingError) in
            do throws(FileError) {
                if let piece = try reader?.next() { return piece }
            } catch {
                throw RecordingError(.file, "\(error)")
            }
            defer { rest = nil }
            return rest.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// Ends the body and says where it stands.
    func finish() throws(RecordingError) -> RecordedBody {
        if file == nil, let inline = RecordedBody.inline(waiting) { return inline }
        try spill()
        return .file(RecordedBodyFile(path: path, count: count, sha256: digest.finalize().hexString))
    }

    /// Removes the file of a body that is not wanted after all.
    func drop() {
        guard file != nil else { return }
        file = nil
        try? Folders.remove(folder + "/" + path)
    }

    private func spill() throws(RecordingError) {
        do throws(FileError) {
            if file == nil { file = try FileAppender(path: folder + "/" + path, mode: .create) }
            try file?.append(waiting)
            waiting.removeAll(keepingCapacity: true)
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }
}
