import Testing

@testable import MockAWS

/// A pattern, and messages with whether each matches.
struct PatternCase: CustomTestStringConvertible, Sendable {
    var pattern: String
    var matching: [String]
    var others: [String]
    var testDescription: String { pattern }

    init(_ pattern: String, matching: [String] = [], others: [String] = []) {
        self.pattern = pattern
        self.matching = matching
        self.others = others
    }

    func check() throws {
        let compiled = try FilterPattern(pattern)
        for message in matching { #expect(compiled.matches(message), "\(message)") }
        for message in others { #expect(!compiled.matches(message), "\(message)") }
    }
}

@Suite struct FilterPatternTests {
    @Test(arguments: [
        PatternCase("", matching: ["", "anything"]),
        PatternCase("  \t", matching: ["", "anything"]),
        PatternCase("\" \"", matching: ["", "anything"]),
        PatternCase(
            "ERROR", matching: ["ERROR", "[ERROR 400] BAD", "xERRORx"], others: ["", "error", "ERRO", "E RROR"]),
        PatternCase(
            "ERROR ARGUMENTS", matching: ["ARGUMENTS ERROR", "ERRORARGUMENTS"], others: ["ERROR", "ARGUMENTS"]),
        PatternCase("?ERROR ?WARN", matching: ["ERROR", "a WARN b"], others: ["INFO", ""]),
        PatternCase("?ERROR ?WARN INFO", matching: ["INFO"], others: ["ERROR", "WARN"]),
        PatternCase("?ERROR -DEBUG", matching: ["INFO", "ERROR", ""], others: ["DEBUG", "ERROR DEBUG"]),
        PatternCase("ERROR -ARGUMENTS", matching: ["ERROR"], others: ["ERROR ARGUMENTS", "INFO"]),
        PatternCase("-\"bad request\"", matching: ["bad", "request bad"], others: ["a bad request"]),
        PatternCase("\"INTERNAL SERVER ERROR\"", matching: ["[INTERNAL SERVER ERROR]"], others: ["INTERNAL ERROR"]),
        PatternCase(#""a \"b\" \\c""#, matching: [#"say a "b" \c now"#], others: ["a b c"]),
        PatternCase("\"10.0.0.1\"", matching: ["2 10.0.0.1 x"], others: ["2 10.0.0.2"]),
        PatternCase("%AUTHORIZED%", matching: ["UNAUTHORIZED"], others: ["authorized"]),
        PatternCase("%ERR 4[0-9]{2}% -x", matching: ["ERR 404"], others: ["ERR 404 x", "ERR 44"]),
        PatternCase("?%^a% ?%z$%", matching: ["ab", "yz"], others: ["ba", "zy"]),
        PatternCase("REJECT", matching: ["2 1 eni-1 - - - - 6 1 1 1 1 REJECT OK"], others: ["… ACCEPT OK"]),
        PatternCase("a_1", matching: ["xa_1"], others: ["a-1"]),
        PatternCase("\"grüße\"", matching: ["viele grüße"], others: ["viele grusse"]),
    ])
    func terms(_ row: PatternCase) throws { try row.check() }

    @Test(arguments: [
        PatternCase(
            "[ip, user, username, timestamp, request, status_code, bytes]",
            matching: [
                #"127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /x HTTP/1.0" 404 1534"#, "1 2 3 4 5 6 7 8",
            ],
            others: ["1 2 3 4 5 6", ""]),
        PatternCase(
            "[ip, user, username, timestamp, request=*.html*, status_code=4*, bytes]",
            matching: [#"127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534"#],
            others: [#"127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 200 1534"#]),
        PatternCase("[w1=ERROR, w2]", matching: ["ERROR x", "ERROR 12:00 many words"], others: ["ERROR", "x ERROR"]),
        PatternCase("[w1!=%ERROR%&&w1!=%WARN%, w2]", matching: ["INFO x"], others: ["ERROR x", "a-WARN x"]),
        PatternCase("[w1=ERROR||w1=WARN, w2]", matching: ["ERROR x", "WARN x"], others: ["INFO x"]),
        PatternCase("[a, ..., z=end]", matching: ["1 end", "1 2 3 end"], others: ["end", "1 2"]),
        PatternCase(
            "[..., status=404, bytes>1000]", matching: ["a b 404 1001", "404 1e4"], others: ["404 1000", "404"]),
        PatternCase("[a=1, ...]", matching: ["1", "1 2 3"], others: ["2", ""]),
        PatternCase("[...]", matching: ["", "a b"]),
        PatternCase("[a, b=2]", matching: ["1 2", "1  2"], others: ["1 2 3", "1"]),
        PatternCase("[a, , c=3]", matching: ["1 2 3"], others: ["1 3", "1 2 4"]),
        PatternCase("[ a >= 10 && a < 20 , b ]", matching: ["10 x", "19.5 x"], others: ["20 x", "9 x", "abc x"]),
        PatternCase("[a<-1.5, b]", matching: ["-2 x"], others: ["-1 x"]),
        PatternCase("[a=6, b]", matching: ["6 x", "6.0 x"], others: ["60 x"]),
        PatternCase("[a=\"6\", b]", matching: ["6 x"], others: ["6.0 x"]),
        PatternCase("[ip=%10\\.0\\.[0-9]+\\.1%, r]", matching: ["10.0.25.1 x"], others: ["10.0.x.1 y"]),
        PatternCase("[src=10.0.*, r]", matching: ["10.0.3.4 x"], others: ["10.1.3.4 x"]),
        PatternCase("[a=*, b]", matching: ["1 2"], others: ["1"]),
        PatternCase("[a=1||a=2&&a=3, b]", matching: ["1 x"], others: ["2 x", "3 x"]),
        PatternCase("[]", matching: ["", "a", "a b"]),
        PatternCase("[a=\"x y\", b=z]", matching: ["[x y] z", "\"x y\" z"], others: ["x y z"]),
        PatternCase("[a, b]", matching: ["[unclosed x", "\"un closed"], others: ["[closed]"]),
        PatternCase(
            """
            [version, account, eni, source, destination, srcport, destport="22", protocol="6", packets, bytes, \
            windowstart, windowend, action="REJECT", flowlogstatus]
            """,
            matching: ["2 123456789010 eni-1 10.0.0.1 10.0.0.2 4000 22 6 1 40 1 2 REJECT OK"],
            others: [
                "2 123456789010 eni-1 10.0.0.1 10.0.0.2 4000 23 6 1 40 1 2 REJECT OK",
                "2 123456789010 eni-1 10.0.0.1 10.0.0.2 4000 22 6 1 40 1 2 ACCEPT OK",
                "2 123456789010 eni-1 - - - - - - - 1 2 - NODATA",
            ]),
    ])
    func delimitedFields(_ row: PatternCase) throws { try row.check() }

    @Test(arguments: [
        "\"", "\"\"", "a.b", "a\"b\"", "-", "?", "?-a", "10.0.0.1", "ü", "%a", "%%", "%a(b)%", "%a!%", "%[%", "%a{2%",
        "%a{3,2}%", "%*a%", "%a**%", "%ä%", "%a\\(%", "%[z-a]%", "%[]%", "%a{99999}%", "%a{1000}{1000}%",
        "%a% %b% %c%", "{", "{}", "{ a = 1 }", "{ $ = 1 }", "{ $.a }", "{ $.a = }", "{ $.a = 1", "{ $.a = 1 } x",
        "{ $.a = 1 && }", "{ ($.a = 1 }", "{ $.a IS }", "{ $.a IS NOT NULL }", "{ $.a EXISTS }", "{ $.a NOT }",
        "{ $.a > \"x\" }", "{ $.a > abc }", "{ $.a >= 1* }", "{ $.a[x] = 1 }", "{ $.a[-1] = 1 }", "{ $.a[*].b[*] = 1 }",
        "{ $.a[*]=1 || $.b[*]=1 || $.c[*]=1 || $.d[*]=1 }", "{ $.['a = 1 }", "{ $.a = 1 & $.b = 2 }",
        "{ $.a[99999999999999999999] = 1 }", "[", "[a", "[a,", "[a] x", "[..., ...]", "[a=]", "[a=1&&b=2]",
        "[status_code = 4* && bytes > 1000]", "[a!1]", "[a>x]", "[=1]", "[a b]", "[a=1|a=2]",
    ])
    func invalidPatternsAreRefused(_ text: String) {
        #expect(throws: FilterPatternError.self) { try FilterPattern(text) }
    }

    @Test(arguments: [
        ("a.b", "Invalid filter pattern: Invalid character(s) in term 'a.b'"),
        ("x \"\"", "Invalid filter pattern: Invalid character(s) in term '\"\"'"),
        ("{ $.a = 1", "Invalid filter pattern: If a filter pattern starts with '{' it must end with '}'"),
    ])
    func reasonsAreTheServices(_ text: String, _ message: String) {
        let error = #expect(throws: FilterPatternError.self) { try FilterPattern(text) }
        #expect(error?.description == message)
    }

    @Test func deepParenthesesAreRefused() {
        let text = "{" + String(repeating: "(", count: 500) + "$.a=1" + String(repeating: ")", count: 500) + "}"
        #expect(throws: FilterPatternError.self) { try FilterPattern(text) }
    }
}
