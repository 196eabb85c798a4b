import HTTPMessages

/// Puts a response's status and headers together from the header lines that libcurl hands out.
///
/// Interim responses (1xx) are dropped; trailers after the body are too.
struct ResponseHeadParser {
    private var status = 0
    private var headers = HTTPHeaders()
    private var isComplete = false

    /// Takes one line with its line end; returns the head when the line is the one that ends it.
    mutating func take(line: [UInt8]) -> ResponseBuffer.Head? {
        guard !isComplete else { return nil }
        var end = line.count
        while end > 0, line[end - 1] == 10 || line[end - 1] == 13 { end -= 1 }
        let text = String(decoding: line[..<end], as: UTF8.self)
        if text.isEmpty {
            guard status >= 200 else { return nil }
            isComplete = true
            return ResponseBuffer.Head(status: status, headers: headers)
        }
        guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("HTTP/") else {
            startHead(text)
            return nil
        }
        headers.append(String(text[..<colon]), text[text.index(after: colon)...].trimmingBlanks)
        return nil
    }

    private mutating func startHead(_ line: String) {
        guard line.hasPrefix("HTTP/") else { return }
        let parts = line.split(separator: " ", maxSplits: 2)
        status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        headers = HTTPHeaders()
    }
}

extension Substring {
    /// The text without blanks and tabs at its ends.
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
