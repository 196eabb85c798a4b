import Digests

/// A recorded body on its way into a HAR: as text where it is UTF-8, else as Base64; piece by piece.
struct HARBody {
    let recording: Recording
    let body: RecordedBody
    let isText: Bool

    /// Reads the body once to see whether it is text.
    init(_ recording: Recording, _ body: RecordedBody) throws {
        self.recording = recording
        self.body = body
        guard case .file = body else {
            isText = true
            return
        }
        var isText = true
        var rest: [UInt8] = []
        try recording.readPieces(of: body) { piece in
            guard isText else { return }
            rest += piece
            let whole = HARBody.wholeCharacters(rest)
            isText = String(validating: rest.prefix(whole), as: UTF8.self) != nil
            rest.removeFirst(whole)
        }
        self.isText = isText && rest.isEmpty
    }

    /// Writes the body as the member `text`.
    func write(to writer: inout HARWriter) throws {
        try writer.text("text") { out in
            guard !isText else { return try recording.readPieces(of: body, out) }
            var rest: [UInt8] = []
            try recording.readPieces(of: body) { piece in
                rest += piece
                let whole = rest.count / 3 * 3
                try out(Array(Base64.encode(Array(rest.prefix(whole))).utf8))
                rest.removeFirst(whole)
            }
            try out(Array(Base64.encode(rest).utf8))
        }
    }

    /// How many of the bytes are not part of a character that breaks off at the end.
    private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }
}
