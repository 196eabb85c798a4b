import Digests
import Files
import JSON

/// The files of a recording's folder.
enum RecordingFolder {
    static func lines(_ folder: String) -> String { folder + "/exchanges.jsonl" }
    static func manifest(_ folder: String) -> String { folder + "/recording.json" }
    static func key(_ folder: String) -> String { folder + "/" + keyName }

    private static let keyName = "scrub.key"
    private static let keyLength = 32

    /// What a folder may hold before a recording begins there.
    private static let ownNames: Set<String> = [
        "exchanges.jsonl", "recording.json", "bodies", keyName, ".gitignore", "README.md", "recording.json.new",
        "scrub.key.new", ".gitignore.new",
    ]

    /// Makes the folder, and refuses one that holds anything else.
    static func prepare(_ folder: String) throws(RecordingError) {
        _ = try hasManifest(folder)
        do throws(FileError) {
            try Folders.make(folder + "/" + BodyFileName.folder)
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }

    /// Whether the folder holds a recording; one that holds other things is refused.
    static func hasManifest(_ folder: String) throws(RecordingError) -> Bool {
        let names: [String]
        do throws(FileError) {
            names = try Folders.names(in: folder)
        } catch {
            if error.isAbsent { return false }
            throw RecordingError(.file, "\(error)")
        }
        guard let other = names.first(where: { !ownNames.contains($0) }) else {
            return names.contains("recording.json")
        }
        if names.contains("recording.json") { return true }
        throw RecordingError(.malformed, "\(folder): this is no recording, it holds \(other); choose an empty folder")
    }

    /// Removes the bodies and the manifest of a recording.
    static func removeContents(_ folder: String) throws(FileError) {
        try Folders.remove(manifest(folder))
        let bodies = folder + "/" + BodyFileName.folder
        for name in try Folders.names(in: bodies) { try Folders.remove(bodies + "/" + name) }
    }

    /// The highest number that begins the name of a body's file, whether or not an exchange names it; 0 for none.
    static func lastBodyNumber(_ folder: String) throws(FileError) -> Int {
        try Folders.names(in: folder + "/" + BodyFileName.folder).compactMap(BodyFileName.sequence).max() ?? 0
    }

    static func write(_ manifest: RecordingManifest, to folder: String) throws(FileError) {
        try Folders.replace(self.manifest(folder), with: manifest.json.encoded(indented: true) + [0x0A])
    }

    static func sha256(ofFile path: String) throws(FileError) -> String {
        let digest = SHA256()
        let pieces = try FilePieces(path: path)
        while let piece = try pieces.next() { digest.update(piece) }
        return digest.finalize().hexString
    }

    static func randomHex(byteCount: Int) -> String {
        (0..<byteCount).map { _ in UInt8.random(in: .min ... .max) }.hexString
    }

    /// The key of the identities' pseudonyms, kept beside the recording and out of git; nil where there is none.
    ///
    /// - Throws: ``RecordingError`` where what is there is no key: pseudonyms by a short one could be undone by trying.
    static func identityKey(_ folder: String) throws(RecordingError) -> [UInt8]? {
        guard let text = try contents(key(folder)) else { return nil }
        guard let key = [UInt8](hex: text.filter { !$0.isWhitespace }), key.count == keyLength else {
            throw RecordingError(
                .malformed, "\(key(folder)): this is no key of \(2 * keyLength) hexadecimal digits; restore it")
        }
        return key
    }

    /// Makes a key for the pseudonyms of a recording that begins.
    static func makeIdentityKey(_ folder: String) throws(RecordingError) -> [UInt8] {
        let key = (0..<keyLength).map { _ in UInt8.random(in: .min ... .max) }
        let ignored = try contents(folder + "/.gitignore") ?? ""
        do throws(FileError) {
            if !ignored.split(whereSeparator: \.isNewline).contains(Substring(keyName)) {
                let end = ignored.isEmpty || ignored.hasSuffix("\n") ? "" : "\n"
                try Folders.replace(folder + "/.gitignore", with: Array("\(ignored)\(end)\(keyName)\n".utf8))
            }
            try Folders.replace(self.key(folder), with: Array("\(key.hexString)\n".utf8))
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        return key
    }

    private static func contents(_ path: String) throws(RecordingError) -> String? {
        do throws(FileError) {
            return String(decoding: try FileContents.bytes(ofFile: path), as: UTF8.self)
        } catch {
            if error.isAbsent { return nil }
            throw RecordingError(.file, "\(error)")
        }
    }
}
