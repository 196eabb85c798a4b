/// Cuts `{"Records":[…]}` into lines, one a record, each with the record's own bytes but for line ends between them.
struct RecordSplitter {
    /// Why a text is no log file.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The last string in the outermost object: its key, where a value follows.
    private var name: [UInt8] = []
    private var isInRecords = false
    private var hasRecords = false

    /// Takes text.
    ///
    /// - Returns: what of lines came with it.
    /// - Throws: ``Failure`` where it nests wrongly.
    mutating func split(_ text: [UInt8]) throws(Failure) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.count + 64)
        for byte in text {
            let isRecord = isInRecords && depth >= 3
            if isInString {
                if isRecord { lines.append(byte) } else if depth == 1, byte != 0x22 { name.append(byte) }
                passString(byte)
                continue
            }
            switch byte {
            case 0x22:  // "
                isInString = true
                if depth == 1 { name = [] }
                if isRecord { lines.append(byte) }
            case 0x7B, 0x5B:  // { [
                if depth == 1, byte == 0x5B, name == Array("Records".utf8) {
                    isInRecords = true
                    hasRecords = true
                }
                if isRecord || (isInRecords && depth == 2 && byte == 0x7B) { lines.append(byte) }
                depth += 1
            case 0x7D, 0x5D:  // } ]
                depth -= 1
                guard depth >= 0 else { throw Failure(description: "this is no JSON: it closes more than it opens") }
                if isRecord { lines.append(byte) }
                if isInRecords, depth == 2 { lines.append(0x0A) }
                if depth == 1 { isInRecords = false }
            case 0x0A, 0x0D: break
            default: if isRecord { lines.append(byte) }
            }
        }
        return lines
    }

    /// Ends the text.
    ///
    /// - Throws: ``Failure`` where it is not complete, or has no records.
    func finish() throws(Failure) {
        guard depth == 0, !isInString else { throw Failure(description: "the JSON is cut off") }
        guard hasRecords else { throw Failure(description: "this is no log file: it has no Records") }
    }

    private mutating func passString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == 0x5C {
            isEscaped = true
        } else if byte == 0x22 {
            isInString = false
        }
    }
}
