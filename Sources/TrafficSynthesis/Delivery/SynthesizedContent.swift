import FlowLogs

/// The content of an object, and what a reader must find in it.
public struct SynthesizedContent: Sendable {
    /// The text of each gzip member; a member may be of no text.
    public private(set) var members: [[UInt8]]
    /// The records, in order.
    let parts: [FlowPart]
    /// A record that a reader finds without some of its fields.
    private(set) var incomplete: (part: Int, absent: [FlowField])?
    /// A record that a reader does not find.
    private(set) var lost: Int?
    /// Why lines are skipped.
    private(set) var skipped: [FlowLogSkipCause] = []
    /// The header lines.
    private(set) var headerLines = 1

    /// The length of the text.
    public private(set) var byteCount = 0
    /// The file that gzip members name in their headers; nil as a rule.
    public private(set) var fileName: String?
    /// How many records a reader finds.
    public var recordCount: Int { parts.count - (lost == nil ? 0 : 1) }

    init(_ parts: [FlowPart], _ object: SynthesizedObject, _ writer: LineWriter, _ format: FlowLogFormat) {
        self.parts = parts
        defer { byteCount = members.reduce(0) { $0 + $1.count } }
        var writer = writer
        writer.isMilliseconds = object.pathology == .milliseconds
        var text = writer.plan.header
        text.reserveCapacity(text.count + parts.count * writer.plan.usualLine)
        writer.append(parts, to: &text)
        members = [text]
        guard let pathology = object.pathology else { return }
        apply(pathology, writer, format)
    }

    /// Lets go of the text when it was written, and keeps what is known of it.
    public mutating func dropText() { members = [] }

    private mutating func apply(_ pathology: Pathology, _ writer: LineWriter, _ format: FlowLogFormat) {
        var lines = LineEditor(members[0])
        // The first record with data, where there is one.
        let part = parts.firstIndex { $0.status == .ok } ?? 0
        let line = part + 1
        switch pathology {
        case .doubleSpace: lines[line].insert(0x20, at: lines[line].firstIndex(of: 0x20) ?? 0)
        case .tooManyFields: lines[line] += Array(" surplus".utf8)
        case .trailingComment: lines[line] += Array(" # as seen by the client".utf8)
        case .tooFewFields:
            lines.setColumn(format.columns.count - 1, of: line, to: nil)
            if Pathology.leastColumns(format) == format.columns.count {
                lost = part
                skipped = [.truncatedLine]
            } else {
                incomplete = (part, format.columns.suffix(1).compactMap(\.field))
            }
        case .absentTimes:
            for field in [FlowField.start, .end] {
                if let column = format.column(of: field) { lines.setColumn(column, of: line, to: "-") }
            }
            incomplete = (part, [.start, .end])
        case .elision:
            lines.insert(Array("...".utf8), at: line)
            skipped = [.truncatedLine]
        case .malformedNumber:
            lines.insert(lines[line], at: line)
            lines.setColumn(Pathology.numberColumn(format) ?? 0, of: line, to: "many")
            skipped = [.malformedNumber]
        case .timeOutOfRange:
            lines.insert(lines[line], at: line)
            lines.setColumn(Pathology.leastColumns(format) - 1, of: line, to: "999999999999999999")
            skipped = [.timeOutOfRange]
        case .longLine:
            lines.insert([UInt8](repeating: 0x78, count: 300_000), at: line)
            skipped = [.lineTooLong]
        case .unknownColumn:
            lines[0] += Array(" future-field".utf8)
            for line in lines.indices.dropFirst() { lines[line] += Array(" x1".utf8) }
        case .lowVersion, .shortAccount:
            let isVersion = pathology == .lowVersion
            guard let column = format.column(of: isVersion ? .version : .accountID) else { return }
            for line in lines.indices.dropFirst() {
                let text = isVersion ? "2" : String(lines.column(column, of: line).dropFirst())
                lines.setColumn(column, of: line, to: text)
            }
        case .byteOrderMark: lines[0] = [0xEF, 0xBB, 0xBF] + lines[0]
        case .noHeader:
            lines.remove(at: 0)
            headerLines = 0
        case .twoMembers:
            let half = lines.count / 2 + 1
            members = [
                lines.text(0..<half, lineEnd: [0x0A]),
                writer.plan.header + lines.text(half..<lines.count, lineEnd: [0x0A]),
            ]
            headerLines = 2
            return
        case .empty:
            members = [[]]
            headerLines = 0
            return
        case .fileName: fileName = "flow.log"
        case .crlf, .noFinalNewline, .milliseconds, .headerOnly: break
        }
        members = [lines.text(lines.indices, lineEnd: pathology == .crlf ? [0x0D, 0x0A] : [0x0A])]
        if pathology == .noFinalNewline { members[0].removeLast() }
    }
}
