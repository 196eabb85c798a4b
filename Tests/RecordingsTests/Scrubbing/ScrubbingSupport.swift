import Gzip
import HTTPMessages

@testable import Recordings

/// What the tests plant; the key id is the one of AWS's documentation.
enum Planted {
    static let keyID = "AKIAIOSFODNN7EXAMPLE"
    static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    static let token = "FwoGZXIvYXdzEBYaDL9+vJ/sd8f7HVkaTOKEN0123456789abcdefghij=="
    static let signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
    static let account = "123456789012"
    static let all = [keyID, secret, token, signature]
}

extension Scrubber {
    static func secrets() -> Scrubber { Scrubber(policy: .secrets, salt: Array("salt".utf8)) }

    static func identities(leaving: Set<String> = []) -> Scrubber {
        Scrubber(policy: .identities, salt: Array("salt".utf8), key: Array("key".utf8), leaving: leaving)
    }

    /// A body that comes in pieces.
    func scrub(
        body: [UInt8], headers: HTTPHeaders = [:], pieces: [Int] = []
    ) throws -> (bytes: [UInt8], body: ScrubbedBody, largestGap: Int) {
        let store = RecordingStore()
        let scrubber = self.body(of: headers, into: store)
        var position = 0
        var gap = 0
        var sizes = pieces[...]
        while position < body.count {
            let count = min(sizes.popFirst() ?? body.count, body.count - position)
            try scrubber.append(Array(body[position..<(position + count)]))
            position += count
            gap = max(gap, position - store.bytes.count)
        }
        let result = try scrubber.finish()
        return (store.bytes, result, gap)
    }

    /// A text as a body.
    func scrub(text: String) throws -> String {
        String(decoding: try scrub(body: Array(text.utf8)).bytes, as: UTF8.self)
    }
}

/// A store that keeps everything that was ever written to it.
final class RecordingStore: BodyStore {
    var bytes: [UInt8] = []
    var written: [UInt8] = []

    func append(_ bytes: [UInt8]) {
        self.bytes += bytes
        written += bytes
    }

    func restart() -> () throws(RecordingError) -> [UInt8]? {
        let old = bytes
        var position = 0
        bytes = []
        return { () throws(RecordingError) -> [UInt8]? in
            guard position < old.count else { return nil }
            defer { position += 1000 }
            return Array(old[position..<min(position + 1000, old.count)])
        }
    }
}

/// Numbers that are the same in each run (splitmix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    mutating func pieces(of count: Int, upTo largest: Int) -> [Int] {
        var pieces: [Int] = []
        var left = count
        while left > 0 {
            pieces.append(Int.random(in: 1...largest, using: &self))
            left -= pieces[pieces.count - 1]
        }
        return pieces
    }
}

/// Flow log lines as VPC writes them, without identities where asked.
func flowLogLines(_ count: Int, dice: inout Dice) -> String {
    var text =
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action\n"
    for _ in 0..<count {
        let number = Int.random(in: 1...65535, using: &dice)
        text +=
            "2 123456789010 eni-1235b8ca123456789 172.31.16.\(number % 256) 172.31.\(number / 256).21 \(number) 22 6 "
        text += "\(number) \(number * 60) 1418530010 1418530070 ACCEPT OK\n"
    }
    return text
}

func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    let text = Array(text.utf8)
    guard bytes.count >= text.count else { return false }
    return (0...(bytes.count - text.count)).contains { bytes[$0..<($0 + text.count)].elementsEqual(text) }
}
