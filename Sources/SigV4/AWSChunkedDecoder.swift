import Digests
import HTTPMessages

/// The walk over a chunked body; `position` and `chunk` say where it is.
struct AWSChunkedDecoder {
    let bytes: [UInt8]
    let kind: StreamingPayload
    let signing: AWSChunkedBody.Signing?

    var payload: [UInt8] = []
    var trailers = HTTPHeaders()
    var chunk = 0
    private var position = 0
    private var previousSignature: String

    init(bytes: [UInt8], kind: StreamingPayload, signing: AWSChunkedBody.Signing?) {
        self.bytes = bytes
        self.kind = kind
        self.signing = signing
        previousSignature = signing?.seed ?? ""
    }

    mutating func run() throws(AWSChunkedError) {
        while true {
            let count = try readChunk()
            if count == 0 { break }
            chunk += 1
        }
        try readTrailers()
        guard position == bytes.count else { throw error(.trailingBytes) }
    }

    /// Reads a chunk with its header, of the last, empty one only the header, and returns its size.
    private mutating func readChunk() throws(AWSChunkedError) -> Int {
        let start = position
        let parts = try readLine().split(separator: ";", omittingEmptySubsequences: false)
        guard let size = parts.first.flatMap(AWSChunkedDecoder.size) else { throw error(.chunkHeader, at: start) }
        guard size <= bytes.count - position else { throw error(.truncated, at: bytes.count) }
        let content = bytes[position..<position + size]
        if kind.isSigned {
            let prefix = "chunk-signature="
            guard let signature = parts.dropFirst().first(where: { $0.hasPrefix(prefix) })?.dropFirst(prefix.count)
            else { throw error(.missingSignature, at: start) }
            try check(String(signature), code: .chunkSignature, at: start) { $0.chunkSignature(content, after: $1) }
        }
        payload += content
        position += size
        if size > 0 {
            guard position + 2 <= bytes.count else { throw error(.truncated, at: bytes.count) }
            guard bytes[position] == 13, bytes[position + 1] == 10 else { throw error(.chunkEnd) }
            position += 2
        }
        return size
    }

    /// Reads lines up to the empty one that ends the body.
    private mutating func readTrailers() throws(AWSChunkedError) {
        var signature: String?
        let begin = position
        while true {
            let start = position
            let line = try readLine()
            if line.isEmpty { break }
            guard kind.hasTrailers, let colon = line.firstIndex(of: ":"), colon != line.startIndex else {
                throw error(.trailer, at: start)
            }
            let name = String(line[..<colon])
            let value = Canonical.trimmed(String(line[line.index(after: colon)...]))
            if name.equalsIgnoringASCIICase("x-amz-trailer-signature") {
                signature = value
            } else {
                trailers.append(name, value)
            }
        }
        guard kind == .signedTrailer else { return }
        guard let signature else { throw error(.missingSignature, at: begin) }
        let trailers = trailers
        try check(signature, code: .trailerSignature, at: begin) { $0.trailerSignature(trailers, after: $1) }
    }

    private mutating func check(
        _ signature: String, code: AWSChunkedError.Code, at offset: Int,
        expected: (AWSChunkedBody.Signing, String) -> String
    ) throws(AWSChunkedError) {
        guard let signing else { return }
        guard ConstantTime.areEqual(expected(signing, previousSignature), signature) else {
            throw error(code, at: offset)
        }
        previousSignature = signature
    }

    /// Reads up to `\r\n`, which is taken too.
    private mutating func readLine() throws(AWSChunkedError) -> String {
        guard let end = bytes[position...].firstIndex(of: 10) else { throw error(.truncated, at: bytes.count) }
        guard end > position, bytes[end - 1] == 13 else { throw error(.chunkHeader) }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end - 1], as: UTF8.self)
    }

    /// A size in hexadecimal digits; nil where it is none or larger than memory.
    private static func size(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 != 43 && $0 != 45 }) else { return nil }
        return Int(text, radix: 16)
    }

    private func error(_ code: AWSChunkedError.Code, at offset: Int? = nil) -> AWSChunkedError {
        AWSChunkedError(code: code, byteOffset: offset ?? position, chunk: chunk)
    }
}
