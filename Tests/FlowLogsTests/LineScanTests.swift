import TestSupport
import Testing

@testable import FlowLogs

/// Columns and lines, found in blocks, against a reader that looks at byte after byte.
@Suite struct LineScanTests {
    private static let tokens = [
        "-", "0", "7", "00", "042", "443", "1234567890", "123456789012345678", "99999999999999999999", "10.0.0.1",
        "eni-1",
        "a", "12a", "a12", "1.5", "+6", "NODATA", "Nones", "None4", "N", "2001:db8::1", "é", "\u{1}",
        String(repeating: "5", count: 64), String(repeating: "x", count: 130), String(repeating: "0", count: 70),
    ]

    private static func isPlainNumber(_ token: String) -> Bool {
        token.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (token.utf8.count == 1 || token.utf8.first != 0x30)
    }

    private func columns(_ bytes: [UInt8], _ scan: LineScan) -> [[String]] {
        let ends = scan.ends
        return scan.map { line in
            line.endRange.map { String(decoding: bytes[ends.span.slice($0).range], as: UTF8.self) }
        }
    }

    @Test(arguments: 0..<60)
    func evenTextsOfAnyTokens(seed: Int) {
        var dice = SeededGenerator(seed: UInt64(seed))
        let lines = (0..<Int.random(in: 1...40, using: &dice)).map { _ in
            (0..<Int.random(in: 1...20, using: &dice)).map { _ in
                // Control characters make a text odd.
                LineScanTests.tokens.filter { $0 != "\u{1}" }.randomElement(using: &dice) ?? ""
            }
        }
        let before = Int.random(in: 0...70, using: &dice)
        let text = lines.map { $0.joined(separator: " ") + "\n" }.joined()
        let bytes = Array((String(repeating: "#", count: before) + text).utf8)
        guard let scan = LineScan(bytes.span, from: before, to: bytes.count) else {
            Issue.record("not even: \(lines)")
            return
        }
        #expect(columns(bytes, scan) == lines)
        let flags = scan.flatMap { line in line.endRange.map { scan.ends[$0].isPlainNumber } }
        #expect(flags == lines.joined().map(LineScanTests.isPlainNumber))
        for level in [1, 3, 4] where level <= vectorLevel {
            let found = evenDividers(
                bytes.span, from: before, to: bytes.count, isKnownToBeEven: false, level: Int32(level))
            guard let found else {
                Issue.record("not even at level \(level): \(lines)")
                return
            }
            #expect(found.ends.map(\.position) == scan.ends.map(\.position))
            #expect(found.ends.map(\.isPlainNumber) == scan.ends.map(\.isPlainNumber))
            #expect(found.lineEnds.map { Int($0) } == scan.map { $0.firstEnd + $0.columnCount - 1 })
        }
    }

    @Test(arguments: 0..<60)
    func oddTextsAreMadeEven(seed: Int) {
        var dice = SeededGenerator(seed: UInt64(seed) << 20)
        var text = ""
        var expected: [[String]] = []
        var origins: [Int] = []
        for _ in 0..<Int.random(in: 1...30, using: &dice) {
            var line: [String] = []
            for index in 0..<Int.random(in: 0...12, using: &dice) {
                let token = (LineScanTests.tokens + ["None"]).randomElement(using: &dice) ?? ""
                text += ["", " ", "\t"].randomElement(using: &dice) ?? ""
                if index == 0, Bool.random(using: &dice) { text += "\u{FEFF}" }
                origins.append(text.utf8.count)
                text += token + ([" ", "  ", "\t", "\r", "\u{B}", "\u{C} "].randomElement(using: &dice) ?? " ")
                line.append(token == "None" ? "-" : token)
            }
            text += Bool.random(using: &dice) ? "\r\n" : "\n"
            if !line.isEmpty { expected.append(line) }
        }
        let even = EvenText(Array(text.utf8).span, from: 0, to: text.utf8.count, longestLine: .max)
        let expectedText = expected.map { $0.joined(separator: " ") + "\n" }.joined()
        #expect(String(decoding: even.bytes, as: UTF8.self) == expectedText)
        #expect(even.origins == origins)
        guard !even.bytes.isEmpty else { return }
        #expect(columns(even.bytes, LineScan(even)) == expected)
    }

    @Test func oneByteOrderMarkIsTakenOff() {
        let text = Array("\u{FEFF} \u{FEFF}a\n\u{FEFF}\n\u{FEFF}\u{FEFF}b\n".utf8)
        let even = EvenText(text.span, from: 0, to: text.count, longestLine: .max)
        #expect(String(decoding: even.bytes, as: UTF8.self) == "\u{FEFF}a\n\u{FEFF}b\n")
    }

    @Test(arguments: [
        "a  b\n", " a\n", "a \n", "a\n\nb\n", "\n", "a\tb\n", "a\r\n", "a None b\n", "None\n", "\u{FEFF}a\n",
        "a\n\u{FEFF}b\n",
    ])
    func oddTextsAreTold(text: String) {
        // Wherever it lies in a block.
        for before in 0..<70 {
            let bytes = Array((String(repeating: "x", count: before) + (before > 0 ? "\n" : "") + text).utf8)
            let scan = LineScan(bytes.span, from: 0, to: bytes.count)
            #expect(scan == nil)
        }
    }
}
