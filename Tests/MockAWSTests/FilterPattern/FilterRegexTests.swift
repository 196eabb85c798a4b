import TestSupport
import Testing

@testable import MockAWS

@Suite struct FilterRegexTests {
    @Test(arguments: [
        PatternCase("%colou?r%", matching: ["color", "my colour"], others: ["colouur"]),
        PatternCase("%^ab$%", matching: ["ab"], others: ["xab", "abx", ""]),
        PatternCase("%gray|grey%", matching: ["gray", "xgrey"], others: ["gry"]),
        PatternCase("%^a|b$%", matching: ["ax", "xb"], others: ["xa", "bx"]),
        PatternCase("%[a-c]+[^0-9]%", matching: ["abcx", "xa-"], others: ["a1", "x-"]),
        PatternCase("%10\\.10\\.0\\.1%", matching: ["10.10.0.1"], others: ["10x10x0x1"]),
        PatternCase("%10.10.0.1%", matching: ["10.10.0.1", "10x10y0z1"], others: ["1010.0.1"]),
        PatternCase("%^a{3}$%", matching: ["aaa"], others: ["aa", "aaaa"]),
        PatternCase("%^a{2,}$%", matching: ["aa", "aaaaaa"], others: ["a"]),
        PatternCase("%^a{1,3}$%", matching: ["a", "aa", "aaa"], others: ["", "aaaa"]),
        PatternCase("%^a{0}b$%", matching: ["b"], others: ["ab"]),
        PatternCase("%^\\d+\\s\\w*$%", matching: ["12 ab_1", "1 "], others: ["x 1", "1-a"]),
        PatternCase("%\\D\\S\\W%", matching: ["ab-"], others: ["1b-", "a -", "abc"]),
        PatternCase("%\\x28\\x29%", matching: ["f()"], others: ["f"]),
        PatternCase("%[\\d\\-x]{3}%", matching: ["1-x"], others: ["1-y"]),
        PatternCase("%[a\\]b]%", matching: ["]"], others: ["c"]),
        PatternCase("%^.$%", matching: ["a", "é", "日", "😀"], others: ["ab", "", "\n"]),
        PatternCase("%^[^a]$%", matching: ["é", "b"], others: ["a"]),
        PatternCase("%\\xe9%", matching: ["café"], others: ["cafe"]),
        PatternCase("%a.*?b%", matching: ["axxb", "ab"], others: ["ba"]),
        PatternCase("%a||b%", matching: ["", "zzz"]),
        PatternCase("%$%", matching: ["", "a"]),
        PatternCase("%^$%", matching: [""], others: ["a"]),
        PatternCase("%a^b%", others: ["ab", "a^b"]),
        PatternCase("%a*^b%", matching: ["bx"], others: ["ab"]),
        PatternCase("%x$y?%", matching: ["ax"], others: ["xy"]),
        PatternCase("%/ : _ # = @ ; , -%", matching: ["/ : _ # = @ ; , -"], others: ["/"]),
    ])
    func expressions(_ row: PatternCase) throws { try row.check() }

    @Test(.timeLimit(.minutes(15)))
    func repetitionsOfRepetitionsTakeNoLong() throws {
        let text = String(repeating: "a", count: 2000)
        for pattern in ["%a*a*a*a*a*a*a*a*a*a*b%", "%a{0,200}a{200}b%", "%^a+a+a+a+a+$b%", "%.*.*.*.*.*x%"] {
            #expect(try !FilterPattern(pattern).matches(text))
        }
        #expect(try !FilterPattern("[a=*a*a*a*a*a*a*b, r]").matches(text + " x"))
    }

    @Test(.timeLimit(.minutes(15)))
    func randomTextsNeitherTrapNorHang() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "%", "{", "}", "[", "]", "(", ")", "$", ".", "*", "a", "b", "\"", "\\", "=", "!=", "<", ">", "&&", "||",
            " ",
            ",", "...", "?", "-", "+", "|", "^", "0", "9", "1e5", "IS", "NULL", "NOT", "EXISTS", "$.a", "'", "['", "é",
            "{2,3}", "\\d", "\\x41", "\u{0}", "\n", "[*]", "w1",
        ]
        func text(_ count: Int) -> String {
            (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
        }
        var valid = 0
        for round in 0..<20_000 {
            let opening = ["", "{ $.a", "[a=", "%"][round % 4]
            let closing = ["", " }", "]", "%"][round % 4]
            guard let pattern = try? FilterPattern(opening + text(Int(random.next() % 12)) + closing) else { continue }
            valid += 1
            for _ in 0..<3 { _ = pattern.matches(text(Int(random.next() % 30))) }
            var bytes = (0..<40).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            _ = pattern.matches(bytes[...])
            bytes.removeFirst(3)
            _ = pattern.matches(bytes[5...])
            _ = pattern.matches(#"{"a": [1, "x", null], "b": {"a": true}}"#)
        }
        #expect(valid > 200)
    }
}
