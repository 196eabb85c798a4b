import Files
import JSON

/// A recording as it stands on the disk; bodies stay there until somebody asks for them.
public struct Recording: Sendable {
    /// The recording's folder.
    public let folder: String
    /// What `recording.json` says.
    public let manifest: RecordingManifest
    /// The exchanges in the order of the requests.
    public let exchanges: [RecordedExchange]
    /// What was passed over, a line each: a torn last line.
    public let warnings: [String]
    /// How many bytes of `exchanges.jsonl` are whole lines.
    let completeLineBytes: Int64

    /// Reads a recording.
    ///
    /// A last line that was torn when the recorder was killed is passed over with a warning.
    ///
    /// - Parameter folder: the recording's folder.
    /// - Throws: ``RecordingError`` where there is none, or what is wrong in which line.
    public init(folder: String) throws(RecordingError) {
        self.folder = folder
        guard try RecordingFolder.hasManifest(folder) else {
            throw RecordingError(
                .absent, "\(folder): there is no recording here (no recording.json); mock-aws record --to makes one")
        }
        do throws(RecordingError) {
            manifest = try RecordingManifest(json: try Recording.json(ofFile: RecordingFolder.manifest(folder)))
        } catch {
            throw RecordingError(error.code, "\(RecordingFolder.manifest(folder)): \(error)")
        }
        let lines = try ExchangeLines.read(RecordingFolder.lines(folder))
        exchanges = lines.exchanges.sorted { $0.sequence < $1.sequence }
        completeLineBytes = lines.completeBytes
        warnings = lines.warnings
    }

    /// The path of a body's file.
    public func path(of file: RecordedBodyFile) -> String { folder + "/" + file.path }

    /// A body, whole.
    ///
    /// - Throws: ``RecordingError`` where its file cannot be read, or has another length than its line says.
    public func bytes(of body: RecordedBody) throws(RecordingError) -> [UInt8] {
        switch body {
        case .none: return []
        case .text(let text): return Array(text.utf8)
        case .file(let file):
            let bytes: [UInt8]
            do throws(FileError) {
                bytes = try FileContents.bytes(ofFile: path(of: file))
            } catch {
                throw RecordingError(.file, "\(error)")
            }
            guard Int64(bytes.count) == file.count else {
                throw RecordingError(
                    .malformed, "\(path(of: file)): \(bytes.count) bytes, \(file.count) were recorded")
            }
            return bytes
        }
    }

    private static func json(ofFile path: String) throws(RecordingError) -> JSONValue {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileContents.bytes(ofFile: path)
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        do throws(JSONError) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw RecordingError(.malformed, "no JSON: \(error)")
        }
    }
}
