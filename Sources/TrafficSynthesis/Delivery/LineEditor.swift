/// The lines of a text, to be spoiled.
struct LineEditor {
    private var lines: [[UInt8]]

    /// Takes a text whose lines end in LF.
    init(_ text: [UInt8]) {
        lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map { Array($0) }
    }

    var count: Int { lines.count }
    var indices: Range<Int> { lines.indices }

    subscript(line: Int) -> [UInt8] {
        get { lines[line] }
        set { lines[line] = newValue }
    }

    mutating func insert(_ line: [UInt8], at index: Int) { lines.insert(line, at: index) }

    mutating func remove(at index: Int) { lines.remove(at: index) }

    /// What stands in a column.
    func column(_ column: Int, of line: Int) -> String {
        String(decoding: lines[line].split(separator: 0x20)[column], as: UTF8.self)
    }

    /// Writes something else into a column, or takes it out.
    mutating func setColumn(_ column: Int, of line: Int, to text: String?) {
        var columns = lines[line].split(separator: 0x20).map { Array($0) }
        if let text { columns[column] = Array(text.utf8) } else { columns.remove(at: column) }
        lines[line] = Array(columns.joined(separator: [0x20]))
    }

    /// The lines as text.
    func text(_ range: Range<Int>, lineEnd: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        for line in lines[range] {
            text += line
            text += lineEnd
        }
        return text
    }
}
