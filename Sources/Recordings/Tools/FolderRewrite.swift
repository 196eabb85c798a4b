import Digests
import Files
import Glibc
import JSON

/// A recording written anew beside the old one, which it takes the place of at the end.
///
/// Until then the old one stands untouched: a crash loses nothing, and leaves a folder `.<name>.rewrite` that the next
/// run removes. A crash between the two renames leaves the old one at `.<name>.old`. Bodies and other files are linked, not copied, where the file system can.
final class FolderRewrite {
    private let old: String
    private let new: String
    private let aside: String
    private let lines: FileAppender
    private let lock: FileAppender
    private let digest = SHA256()
    private var count = 0
    /// The new paths of the bodies that were taken over.
    private var bodies: [String: String] = [:]

    /// Begins; refuses a recording that a recorder is writing.
    init(_ recording: Recording) throws(RecordingError) {
        guard let resolved = realpath(recording.folder, nil) else {
            throw RecordingError(.file, "\(recording.folder): \(String(cString: strerror(errno)))")
        }
        defer { free(resolved) }
        let path = String(cString: resolved)
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let name = path[path.index(after: slash)...]
        guard !name.isEmpty else { throw RecordingError(.file, "\(path): this folder cannot be replaced") }
        old = path
        new = path[..<slash] + "/.\(name).rewrite"
        aside = path[..<slash] + "/.\(name).old"
        let isFree: Bool
        do throws(FileError) {
            lock = try FileAppender(path: RecordingFolder.lines(old), mode: .append)
            isFree = lock.lock()
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        guard isFree else { throw RecordingError(.file, "\(path): a recorder is writing this recording") }
        do throws(FileError) {
            try Folders.removeTree(new)
            try Folders.make(new + "/" + BodyFileName.folder)
            lines = try FileAppender(path: RecordingFolder.lines(new), mode: .create)
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }

    /// Takes over a body's file under a new path; a file that two exchanges share stays one.
    func take(_ file: RecordedBodyFile, as path: String) throws(RecordingError) -> RecordedBodyFile {
        var taken = file
        if let known = bodies[file.path] {
            taken.path = known
            return taken
        }
        bodies[file.path] = path
        taken.path = path
        try perform { () throws(FileError) in
            try Folders.link(self.old + "/" + file.path, to: self.new + "/" + path)
        }
        return taken
    }

    /// Writes the line of an exchange.
    func append(_ exchange: RecordedExchange) throws(RecordingError) {
        let line = exchange.json.encoded() + [0x0A]
        digest.update(line)
        count += 1
        try perform { () throws(FileError) in try self.lines.append(line) }
    }

    /// Puts the new recording in the place of the old one.
    func commit(_ manifest: RecordingManifest) throws(RecordingError) {
        var manifest = manifest
        manifest.exchangeCount = count
        manifest.exchangesSHA256 = digest.finalize().hexString
        try perform { () throws(FileError) in
            try RecordingFolder.write(manifest, to: self.new)
            let own: Set<String> = ["recording.json", "recording.json.new", "exchanges.jsonl", BodyFileName.folder]
            for name in try Folders.names(in: self.old) where !own.contains(name) {
                try Folders.linkTree(self.old + "/" + name, to: self.new + "/" + name)
            }
            try Folders.synchronize(self.new)
            try Folders.synchronize(self.new + "/" + BodyFileName.folder)
            try Folders.substitute(self.new, for: self.old, aside: self.aside)
        }
    }

    private func perform(_ body: () throws(FileError) -> Void) throws(RecordingError) {
        do throws(FileError) {
            try body()
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }
}
