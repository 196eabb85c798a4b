import Digests
import JSON

/// Two bodies compared: by lines where they are text, JSON or XML, gzip inflated; else by length and digest.
struct BodyDifference {
    /// Longer bodies are compared by their digests only.
    private static let longestText = 4 << 20
    /// More different lines than this are counted and not compared one by one: the comparison is quadratic in them.
    private static let mostLines = 2000
    private static let mostShown = 20

    private let a: Content
    private let b: Content

    private struct Content {
        var bytes: [UInt8] = []
        var count = 0
        var sha256: [UInt8] = []
        var isWhole: Bool { bytes.count == count }
    }

    init(_ a: Recording, _ x: RecordedBody, _ b: Recording, _ y: RecordedBody) throws {
        self.a = try BodyDifference.content(of: x, in: a)
        self.b = try BodyDifference.content(of: y, in: b)
    }

    /// What a body holds; one that cannot be inflated counts as it was transferred.
    private static func content(of body: RecordedBody, in recording: Recording) throws -> Content {
        do {
            return try content(of: body, in: recording, inflating: true)
        } catch let error as RecordingError where error.code == .malformed {
            return try content(of: body, in: recording, inflating: false)
        }
    }

    private static func content(of body: RecordedBody, in recording: Recording, inflating: Bool) throws -> Content {
        var content = Content()
        let digest = SHA256()
        try recording.readPieces(of: body, inflating: inflating) { piece in
            if content.count + piece.count <= longestText { content.bytes += piece }
            content.count += piece.count
            digest.update(piece)
        }
        content.sha256 = digest.finalize()
        return content
    }

    func lines() throws -> [String] {
        if a.sha256 == b.sha256 { return [] }
        let summary = "body: \(a.count) bytes → \(b.count) bytes"
        guard a.isWhole, b.isWhole, let old = BodyDifference.textLines(a.bytes),
            let new = BodyDifference.textLines(b.bytes)
        else { return [summary] }
        return [summary] + compare(old, new)
    }

    private func compare(_ old: [Substring], _ new: [Substring]) -> [String] {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        let (x, y) = (Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
        if x.isEmpty && y.isEmpty { return ["  the same text, written in another way"] }
        guard x.count + y.count <= BodyDifference.mostLines else {
            return ["  from line \(start + 1) on, \(x.count) lines → \(y.count) lines"]
        }
        let changes = y.difference(from: x)
        var lines: [String] = []
        // In the order of the text: what goes before what comes, line by line.
        let ordered =
            changes.removals.map { (start + position($0), 0, $0) }
            + changes.insertions.map { (start + position($0), 1, $0) }
        for (line, side, change) in ordered.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            guard lines.count < BodyDifference.mostShown else {
                lines.append("  … and \(ordered.count - lines.count) more lines")
                break
            }
            lines.append("  \(line + 1): \(side == 0 ? "-" : "+") \(text(change).prefix(160))")
        }
        return lines
    }

    private func position(_ change: CollectionDifference<Substring>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    private func text(_ change: CollectionDifference<Substring>.Change) -> Substring {
        switch change {
        case .insert(_, let element, _), .remove(_, let element, _): element
        }
    }

    /// The lines of a text; those of a JSON or XML document are made where it has none.
    private static func textLines(_ bytes: [UInt8]) -> [Substring]? {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { return nil }
        if let json = try? JSONValue(parsing: bytes) {
            return json.text(indented: true).split(separator: "\n", omittingEmptySubsequences: false)
        }
        let broken = text.hasPrefix("<") ? text.replacing("><", with: ">\n<") : text
        return broken.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
}
