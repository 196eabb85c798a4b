import HTTPMessages
import Testing

@testable import Recordings

@Suite struct IdentitiesTests {
    private static let account = Planted.account

    @Test(
        arguments: [
            ("account \(account), arn:aws:logs:eu-west-1:\(account):log-group:/vpc/x:*", [account]),
            ("AWSLogs/\(account)/vpcflowlogs \(account)_vpc", [account]),
            (
                "eni-1235b8ca123456789 vpc-1a2b3c4d tgw-attach-0123456789abcdef0 ami-0abcdef1234567890",
                ["1235b8ca123456789", "1a2b3c4d", "0123456789abcdef0", "0abcdef1234567890"]
            ),
            (#"{"m":"line\ni-0123456789abcdef0\t10.1.2.3"}"#, ["0123456789abcdef0", "10.1.2.3"]),
            ("arn:aws:iam::\(account):user/div/Alice", [account, "div", "Alice"]),
            (#"arn:aws:sts::\#(account):assumed-role\/Admin\/alice.smith@example.com"#, ["Admin", "alice", "example"]),
            ("arn%3Aaws%3Aiam%3A%3A\(account)%3Arole%2FAdmin", [account, "Admin"]),
            ("<UserId>AROAIOSFODNN7EXAMPLE:session-1</UserId>", ["IOSFODNN7", "session-1"]),
            (#"{"userName":"Alice Smith","RoleSessionName":"run-42"}"#, ["Alice", "Smith", "run-42"]),
            ("mail john.doe+tag@mail.example.co.uk, or jane%40example.com", ["john", "doe", "example", "jane"]),
            ("172.31.16.139:443 10.0.0.1. 8.8.8.8.example.com", ["172.31.16.139", "10.0.0.1", "8.8.8.8"]),
            ("host ip-10-0-0-1.eu-west-1.compute.internal ec2-54-1-2-3", ["10-0-0-1", "54-1-2-3"]),
            (
                "[2001:db8::8a2e:370:7334]:443 fe80:0:0:0:1:2:3:4 ::ffff:10.1.2.3 2001:DB8::1.",
                ["2001:db8", "fe80", "10.1.2.3", "2001:DB8"]
            ),
        ] as [(String, [String])])
    func identitiesGoAndWhatIsAroundThemStays(text: String, planted: [String]) throws {
        let scrubbed = try Scrubber.identities().scrub(text: text)
        for word in planted { #expect(!scrubbed.contains(word), "\(word) in \(scrubbed)") }
        #expect(try Scrubber.identities().scrub(text: text) == scrubbed)
        #expect(try Scrubber.secrets().scrub(text: text) == text)
        // Once a replayer knows the words, they stay.
        let words = Scrubber.words(in: scrubbed)
        #expect(!words.isEmpty)
        #expect(try Scrubber.identities(leaving: Set(words)).scrub(text: scrubbed) == scrubbed)
    }

    @Test(arguments: [
        "12345678901 1234567890123 a123456789012 123456789012a 0.123456789012 1418530010123",
        "0f8fad5b-d9cb-469f-a165-123456789012", "12:34:56 2026-03-04T12:00:00.000Z 00:1B:44:11:3A:B7",
        "1.2.3 1.2.3.4.5 v1.2.3.4.5 256.1.1.1 01.2.3.4 1.2.3.4x std::dead a::b arn:aws:s3:::b",
        "127.0.0.1 0.0.0.0/0 169.254.169.254 :: ::1 ::/0", "key-1a2b3c4 my-1a2b3c4d i-1A2B3C4D eni-123456789",
        "arn:aws:iam::aws:policy/ReadOnlyAccess logs.amazonaws.com a@b pkg@1.2.3 image@sha256:00",
        #"{"nextToken":"x","logGroupName":"/vpc","userName":null}"#,
    ])
    func whatIsNoIdentityStays(text: String) throws {
        #expect(try Scrubber.identities().scrub(text: text) == text)
    }

    @Test func pseudonymsHaveTheShapeOfWhatTheyStandFor() throws {
        let scrubber = Scrubber.identities()
        let text = "\(Self.account) eni-1235b8ca123456789 AROAIOSFODNN7EXAMPLE Bob.7@Example.com"
        let words = try scrubber.scrub(text: text).split(separator: " ").map(String.init)
        #expect(try #/^[0-9]{12}$/#.wholeMatch(in: words[0]) != nil)
        #expect(!words[0].hasPrefix("0000"))
        #expect(try #/^eni-[0-9a-f]{17}$/#.wholeMatch(in: words[1]) != nil)
        #expect(try #/^AROA[A-Z]{7}[A-Z]?[0-9]?[A-Z0-9]{7,9}$/#.wholeMatch(in: words[2]) != nil)
        #expect(try #/^[A-Z][a-z]{2}\.[0-9]@[A-Z][a-z]{6}\.[a-z]{3}$/#.wholeMatch(in: words[3]) != nil)
        let other = Scrubber(policy: .identities, salt: [], key: [7])
        #expect(try other.scrub(text: Self.account) != words[0])
    }

    @Test func oneNameHasOnePseudonymWhereverItIs() throws {
        let scrubber = Scrubber.identities()
        let text = try scrubber.scrub(
            text: #"{"userName":"alice","arn":"arn:aws:iam::1:user/alice"} AROAIOSFODNN7EXAMPLE:alice"#)
        let names = text.matches(of: #/(?:"userName":"|user/|:)([a-z]{5})(?:"|$)/#).map { String($0.1) }
        #expect(names.count == 3)
        #expect(Set(names).count == 1)
    }

    @Test func targetsAndFormsAreScrubbedInTheirEncoding() {
        let request = HTTPRequest(
            method: "POST", path: "/b/AWSLogs%2F\(Self.account)/10.1.2.3/x%20y",
            query:
                "prefix=AWSLogs%2F\(Self.account)%2F&RoleArn=arn%3Aaws%3Aiam%3A%3A\(Self.account)%3Arole%2FAdmin&UserName=Alice%20B",
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array("RoleSessionName=a%40example.com".utf8))
        let scrubbed = Scrubber.identities().scrub(request)
        let value = scrubbed.value
        for word in [Self.account, "10.1.2.3", "Admin", "Alice"] { #expect(!value.target.contains(word)) }
        #expect(value.path.hasPrefix("/b/AWSLogs%2F") && value.path.hasSuffix("/x%20y"))
        #expect(value.query?.contains("&RoleArn=arn%3Aaws%3Aiam%3A%3A") == true)
        #expect(!contains(value.body, "example") && contains(value.body, "%40"))
        #expect(scrubbed.places == ["request.body", "request.target"])
        let words = Set(
            Scrubber.words(in: value.target) + Scrubber.words(in: String(decoding: value.body, as: UTF8.self)))
        let again = Scrubber.identities(leaving: words).scrub(value)
        #expect(again.value.path == value.path)
    }

    @Test func networksStayNetworks() throws {
        let text = try Scrubber.identities().scrub(text: "10.1.0.0/16 10.1.2.3 2001:db8::/32 2001:db8::5")
        let words = text.split(separator: " ").map(String.init)
        #expect(words[0].hasSuffix(".0.0/16"))
        #expect(words[1].hasPrefix(words[0].dropLast("0.0/16".count)))
        #expect(words[2].hasSuffix("::/32"))
        #expect(words[3].hasPrefix(words[2].dropLast("::/32".count)))
    }
}
