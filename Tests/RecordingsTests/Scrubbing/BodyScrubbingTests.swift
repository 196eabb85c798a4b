import Digests
import Gzip
import HTTPMessages
import Testing

@testable import Recordings

@Suite struct BodyScrubbingTests {
    /// A text of some hundred KiB with something of everything in it.
    private static func mixedText() -> [UInt8] {
        var dice = Dice(11)
        var text = flowLogLines(1500, dice: &dice)
        text += #"{"SecretAccessKey":"\#(Planted.secret)","sessionToken":"\#(Planted.token)"}"#
        text += flowLogLines(300, dice: &dice)
        text +=
            "again \(Planted.secret) and \(Planted.keyID), a@example.com, 2001:db8::1, ip-10-0-0-1, AROAIOSFODNN7EXAMPLE:me "
        text += String(repeating: "long", count: 20_000) + " arn:aws:iam::123456789012:role/path/name "
        text += flowLogLines(300, dice: &dice)
        return Array(text.utf8)
    }

    @Test(arguments: [ScrubPolicy.secrets, .identities])
    func anyPiecesGiveTheSame(policy: ScrubPolicy) throws {
        let plain = Self.mixedText()
        for body in [plain, Deflater.gzip(plain)] {
            func run(_ pieces: [Int]) throws -> (bytes: [UInt8], body: ScrubbedBody, largestGap: Int) {
                try Scrubber(policy: policy, salt: [1], key: [2]).scrub(body: body, pieces: pieces)
            }
            let whole = try run([])
            #expect(whole.bytes != body)
            for seed in 1...4 as ClosedRange<UInt64> {
                var dice = Dice(seed)
                let largest = [1, 7, 100, 5000, 60_000][Int(seed) % 5]
                let other = try run(dice.pieces(of: body.count, upTo: max(largest, 7)))
                #expect(other.bytes == whole.bytes)
                #expect(other.body == whole.body)
            }
        }
    }

    @Test func knownSecretsWithinWordsAreFoundWhereverPiecesEnd() throws {
        let word = String(repeating: "q", count: 500)
        let body = Array(String(repeating: "\(word)\(Planted.secret)\(word) ", count: 150).utf8)
        for seed in 1...20 as ClosedRange<UInt64> {
            var dice = Dice(seed)
            let scrubber = Scrubber.secrets()
            scrubber.learn(secret: Planted.secret)
            let scrubbed = try scrubber.scrub(body: body, pieces: dice.pieces(of: body.count, upTo: 3000))
            #expect(scrubbed.bytes.count == body.count)
            #expect(!contains(scrubbed.bytes, "FEMI"))
        }
    }

    @Test func secretsKeepTheLengthOfTheBody() throws {
        let plain = Self.mixedText()
        let scrubbed = try Scrubber.secrets().scrub(body: plain)
        #expect(scrubbed.bytes.count == plain.count)
        let differing = zip(plain, scrubbed.bytes).count { $0 != $1 }
        #expect(differing <= 2 * Planted.secret.count + Planted.token.count + Planted.keyID.count)
        #expect(!contains(scrubbed.bytes, "EXAMPLEKEY") && !contains(scrubbed.bytes, Planted.keyID))
    }

    @Test(arguments: ["random", "gzip", "gzip of random", "members", "names", "empty", "magic", "text"])
    func cleanBodiesStayToTheByte(kind: String) throws {
        var dice = Dice(5)
        let text = Array(String(repeating: "a clean line, with nothing in it: 42\n", count: 20_000).utf8)
        let body: [UInt8] =
            switch kind {
            case "random": dice.bytes(300_000)
            case "gzip": Deflater.gzip(text)
            case "gzip of random": Deflater.gzip(dice.bytes(300_000), level: 1)
            case "members": Deflater.gzip(text) + Deflater.gzip([]) + [0, 0, 0] + Deflater.gzip(text, level: 9)
            case "names": Self.named(Deflater.gzip(text), "file.log")
            case "empty": []
            case "magic": [0x1F, 0x8B]
            default: text
            }
        let scrubbed = try Scrubber.secrets().scrub(body: body, pieces: dice.pieces(of: body.count, upTo: 9000))
        #expect(scrubbed.bytes == body)
        #expect(scrubbed.body == ScrubbedBody(originalCount: Int64(body.count)))
    }

    /// A member with a file name in its header.
    private static func named(_ gzip: [UInt8], _ name: String) -> [UInt8] {
        gzip[..<3] + [8] + gzip[4..<10] + Array(name.utf8) + [0] + gzip[10...]
    }

    @Test func textThatStraddlesMembersIsFound() throws {
        let text = Array("x \(Planted.keyID) password=\(Planted.secret) y".utf8)
        for cut in [5, 12, 26, 40] {
            let body = Deflater.gzip(Array(text[..<cut])) + Deflater.gzip(Array(text[cut...]))
            let scrubbed = try Scrubber.secrets().scrub(body: body)
            let inflated = try Inflater.gunzip(scrubbed.bytes, maxBytes: 1000)
            #expect(inflated.count == text.count)
            #expect(!contains(inflated, Planted.keyID) && !contains(inflated, Planted.secret))
        }
    }

    @Test func nothingUncleanEverReachesTheStore() throws {
        var dice = Dice(9)
        let clean = Array(dice.bytes(400_000).map { $0 % 26 + 97 })
        let plain = clean + Array(" \(Planted.keyID) ".utf8) + clean
        let store = RecordingStore()
        let body = Scrubber.secrets().body(of: [:], into: store)
        let gzip = Deflater.gzip(plain, level: 0)
        for start in stride(from: 0, to: gzip.count, by: 3000) {
            try body.append(Array(gzip[start..<min(start + 3000, gzip.count)]))
        }
        #expect(try body.finish().places == ["response.body"])
        // Stored, not deflated, so that it would show.
        #expect(!contains(store.written, Planted.keyID))
        let inflated = try Inflater.gunzip(store.bytes, maxBytes: 1 << 20)
        #expect(inflated.count == plain.count)
        #expect(inflated[..<clean.count] == clean[...])
        #expect(inflated.suffix(clean.count) == clean[...])
    }

    @Test func namesInGzipHeadersAreScrubbed() throws {
        let text = Array("clean text\n".utf8)
        let body = Deflater.gzip(text) + Self.named(Deflater.gzip(text), "\(Planted.account)_vpcflowlogs.log")
        #expect(try Scrubber.secrets().scrub(body: body).bytes == body)
        let scrubbed = try Scrubber.identities().scrub(body: body)
        #expect(!contains(scrubbed.bytes, Planted.account))
        #expect(try Inflater.gunzip(scrubbed.bytes, maxBytes: 100) == text + text)
    }

    @Test(arguments: ["truncated", "checksum", "corrupt", "garbage", "early", "no gzip"], [true, false])
    func brokenGzipStaysBroken(kind: String, isClean: Bool) throws {
        var dice = Dice(7)
        var lines = flowLogLines(4000, dice: &dice)
        if !isClean { lines = "secret_key=\(Planted.secret)\n" + lines }
        let good = Deflater.gzip(Array(lines.utf8))
        var body = good
        switch kind {
        case "truncated": body.removeLast(1000)
        case "checksum":
            body[body.count - 5] ^= 0xFF
            body += Deflater.gzip(Array("second member".utf8))
        case "corrupt": for index in (body.count / 2)..<(body.count / 2 + 40) { body[index] = 0xFF }
        case "garbage": body += Array("rest \(Planted.keyID) of it".utf8)
        case "early": body = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF] + Array("plain \(Planted.keyID) text".utf8)
        default: body = [0x1F, 0x8B] + Array("plain \(Planted.keyID) text".utf8)
        }
        let scrubbed = try Scrubber.secrets().scrub(body: body, pieces: dice.pieces(of: body.count, upTo: 4000))
        #expect(!contains(scrubbed.bytes, Planted.keyID))
        if isClean, ["truncated", "checksum", "corrupt"].contains(kind) {
            #expect(scrubbed.bytes == body)
            return
        }
        if isClean || kind == "early" || kind == "no gzip" { #expect(scrubbed.bytes.count == body.count) }
        func inflated(_ bytes: [UInt8]) -> (text: [UInt8], isBroken: Bool) {
            let inflater = Inflater()
            var text: [UInt8] = []
            var offset = 0
            do {
                repeat {
                    offset += try inflater.inflate(bytes, from: offset, appendingTo: &text, limit: 1 << 16)
                } while offset < bytes.count || !inflater.needsInput
                try inflater.finish()
            } catch {
                return (text, true)
            }
            return (text, false)
        }
        let before = inflated(body)
        let after = inflated(scrubbed.bytes)
        #expect(after.isBroken && before.isBroken)
        #expect(after.text.count == before.text.count)
        #expect(!contains(after.text, Planted.secret))
    }

    @Test func whatFollowsAMemberWithAWrongChecksumIsScrubbedToo() throws {
        var dice = Dice(2)
        let first = Array(flowLogLines(3000, dice: &dice).utf8)
        var wrong = Deflater.gzip(first)
        wrong[wrong.count - 6] ^= 0xFF
        let second = Array("password=\(Planted.secret)\n".utf8)
        let scrubbed = try Scrubber.secrets().scrub(body: wrong + Deflater.gzip(second))
        #expect(scrubbed.body.places == ["response.body"])
        let inflater = Inflater()
        var text: [UInt8] = []
        #expect(throws: GzipError.self) {
            var offset = 0
            repeat {
                offset += try inflater.inflate(scrubbed.bytes, from: offset, appendingTo: &text, limit: 1 << 16)
            } while offset < scrubbed.bytes.count || !inflater.needsInput
        }
        #expect(text == first)
        let last = try Inflater.gunzip(Array(scrubbed.bytes[inflater.compressedBytes...]), maxBytes: 100)
        #expect(last.count == second.count)
        #expect(!contains(last, Planted.secret))
    }

    @Test func checksumsAreRightAgain() throws {
        let gzip = Deflater.gzip(Array("password=\(Planted.secret)".utf8))
        func headers(_ bytes: [UInt8], etag: String? = nil) -> HTTPHeaders {
            let sums = BodyChecksums(of: bytes)
            var headers: HTTPHeaders = [
                "content-length": String(bytes.count), "ETag": etag ?? "\"\(sums.md5.hexString)\"",
            ]
            for name in ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] {
                headers.append("x-amz-checksum-\(name)", sums.value(of: "x-amz-checksum-\(name)") ?? "")
            }
            headers.append("Content-MD5", Base64.encode(MD5.hash(bytes)))
            headers.append("Last-Modified", "Wed, 04 Mar 2026 12:00:00 GMT")
            return headers
        }
        let scrubber = Scrubber.secrets()
        let scrubbed = try scrubber.scrub(body: gzip, headers: headers(gzip))
        let result = scrubber.scrub(headers(gzip), body: scrubbed.body)
        #expect(result.value == headers(scrubbed.bytes))
        #expect(result.places.contains("response.body") && result.places.contains("response.headers.ETag"))
        #expect(result.places == result.places.sorted())

        // What was not the body's checksum stays.
        let parts = headers(gzip, etag: "\"0123456789abcdef0123456789abcdef-2\"")
        let other = try Scrubber.secrets().scrub(body: gzip, headers: parts)
        #expect(scrubber.scrub(parts, body: other.body).value["ETag"] == parts["ETag"])
    }

    @Test func whatBreaksOffStaysAsShort() throws {
        let text = Array("from 10.0.0.1 to 10.0.0.2".utf8)
        let headers: HTTPHeaders = ["Content-Length": "1000"]
        let scrubber = Scrubber.identities()
        let scrubbed = try scrubber.scrub(body: text, headers: headers)
        let length = scrubber.scrub(headers, body: scrubbed.body).value["Content-Length"]
        #expect(length == String(1000 + scrubbed.bytes.count - text.count))
    }

    @Test func memoryIsBounded() throws {
        var dice = Dice(1)
        let body = dice.bytes(2_000_000)
        let pieces = [Int](repeating: 10_000, count: 200)
        #expect(try Scrubber.secrets().scrub(body: body, pieces: pieces).largestGap < 100 << 10)
        let gzip = Deflater.gzip(body, level: 1)
        #expect(try Scrubber.secrets().scrub(body: gzip, pieces: pieces + [100_000]).largestGap < 160 << 10)
    }
}
