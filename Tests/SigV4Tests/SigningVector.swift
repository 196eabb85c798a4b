import Digests
import Foundation
import HTTPMessages
import JSON
import SigV4
import TestSupport
import Testing
import Timestamps

/// A request, how it is signed, and the stages expected: the common form of all vector collections.
struct SigningVector: Sendable, CustomTestStringConvertible {
    var name: String
    var request: HTTPRequest
    var credentials: SigningCredentials
    var region = "us-east-1"
    var service = "service"
    var date: Timestamp
    var options: SigningOptions
    var payload: PayloadHash = .computed
    /// The lifetime, where the query is signed.
    var expires: Int?
    var canonicalRequest: String
    var stringToSign: String
    var signature: String

    var testDescription: String { name }

    /// Signs, and compares stage by stage; then verifies what was signed.
    func check() {
        var signed = request
        let trace: SignatureTrace
        if let expires {
            trace = SigV4Signer.presign(
                &signed, credentials: credentials, region: region, service: service, date: date, expires: expires,
                options: options)
        } else {
            trace = SigV4Signer.sign(
                &signed, credentials: credentials, region: region, service: service, date: date, payload: payload,
                options: options)
        }
        #expect(trace.canonicalRequest == canonicalRequest)
        #expect(trace.stringToSign == stringToSign)
        #expect(trace.signature == signature)
        checkVerification(of: signed)
    }

    /// Verifies a signed form of the request, and that a changed one and another secret are refused.
    func checkVerification(of signed: HTTPRequest) {
        func judge(_ request: HTTPRequest, secret: String) -> SignatureVerdict {
            SigV4Verifier.judge(request, now: date, options: options) {
                $0 == credentials.accessKeyID ? secret : nil
            }
        }
        #expect(judge(signed, secret: credentials.secretAccessKey) == .valid)
        guard case .mismatch(let difference) = judge(signed, secret: "another") else {
            Issue.record("another secret was accepted")
            return
        }
        #expect(difference.canonicalRequest == canonicalRequest)
        #expect(difference.stringToSign == stringToSign)
        #expect(difference.signatureProvided == signature)
        var changed = signed
        changed.method = "DELETE"
        guard case .mismatch = judge(changed, secret: credentials.secretAccessKey) else {
            Issue.record("another method was accepted")
            return
        }
    }
}

/// Reads a raw request as the vector files hold it: `\n` line ends, folded headers, spaces and UTF-8 in the target.
func rawRequest(_ text: String) -> HTTPRequest {
    let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
    var lines = parts[0].split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let requestLine = lines.removeFirst()
    let method = requestLine.prefix { $0 != " " }
    let target = requestLine.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count)
    let question = target.firstIndex(of: "?")
    var headers = HTTPHeaders()
    for line in lines {
        if line.hasPrefix(" "), let last = headers.fields.indices.last {
            headers.fields[last].value += "\n" + line
        } else if let colon = line.firstIndex(of: ":") {
            headers.append(String(line[..<colon]), String(line[line.index(after: colon)...]))
        }
    }
    return HTTPRequest(
        method: String(method), path: String(target[..<(question ?? target.endIndex)]),
        query: question.map { String(target[target.index(after: $0)...]) }, headers: headers,
        body: parts.count > 1 ? Array(parts[1].utf8) : [])
}

/// Files of the vector folder.
enum VectorFolder {
    static func text(_ path: String) throws -> String {
        String(decoding: try SharedFiles.bytes("vectors/sigv4/" + path), as: UTF8.self)
    }

    static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: SharedFiles.bytes("vectors/sigv4/" + path))
    }

    /// The files below `path` whose names end with `suffix`, without it.
    static func cases(in path: String, with suffix: String) throws -> [String] {
        let folder = SharedFiles.folder.appending(path: "vectors/sigv4/" + path).path
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }
            .map { path + "/" + $0.dropLast(suffix.count) }.sorted()
    }
}
