import HTTPMessages
import Recordings
import Testing

@Suite struct SecretsTests {
    private static let keyID = Planted.keyID
    private static let secret = Planted.secret
    private static let token = Planted.token

    @Test(arguments: [
        #"{"AccessKeyId":"\#(keyID)","SecretAccessKey":"\#(secret)","SessionToken":"\#(token)"}"#,
        #"{"a":"{\"secretAccessKey\":\"\#(secret)\",\"sessionToken\" : \"\#(token)\"}"}"#,
        #"{"a":"{\"b\":\"{\\\"secretAccessKey\\\":\\\"\#(secret)\\\",\\\"c\\\":1}\"}"}"#,
        "<Credentials><AccessKeyId>\(keyID)</AccessKeyId><SecretAccessKey>\(secret)</SecretAccessKey></Credentials>",
        "<c>\n  <s:SecretAccessKey>\(secret)</s:SecretAccessKey>\n  <SessionToken>\(token)</SessionToken>\n</c>",
        "[default]\naws_access_key_id = \(keyID)\naws_secret_access_key = \(secret)\naws_session_token=\(token)\n",
        "export AWS_SECRET_ACCESS_KEY='\(secret)'; export AWS_SESSION_TOKEN=\"\(token)\"",
        "x-amz-security-token:\(token)\nx-amz-date:20260304T120000Z",
        "key \(keyID), and a line end \\n\(keyID)\\n in JSON, and %2F\(keyID)%2F in a URL",
        #"{"url":"https://b.s3.amazonaws.com/k?X-Amz-Security-Token=\#(token)\u0026X-Amz-Signature=\#(Planted.signature)"}"#,
        "Authorization: AWS4-HMAC-SHA256 Credential=\(keyID)/20260304/eu-west-1/s3/aws4_request, "
            + "Signature=\(Planted.signature)",
        "<SignatureProvided>\(Planted.signature)</SignatureProvided>",
        #"\u003cSecretAccessKey\u003e\#(secret)\u003c/SecretAccessKey\u003e"#,
        "&lt;SecretAccessKey&gt;\(secret)&lt;/SecretAccessKey&gt; &quot;sessionToken&quot;:&quot;\(token)&quot;",
        #"{"SecretString":"a secret of \"words\", and more \\"}"#,
        #"{"password":"hunter2, {or} <not>; a & b","other":"stays"}"#,
        "<MasterUserPassword>one &amp; two, three</MasterUserPassword><Other>stays</Other>",
        #"{"master_user_password": 7654321, "other": 12}"#,
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA75Hs9Kx/abc+def==\n-----END RSA PRIVATE KEY-----\n",
    ])
    func secretsInTextGoAndNothingElseChanges(text: String) throws {
        let scrubber = Scrubber.secrets()
        let scrubbed = try scrubber.scrub(text: text)
        #expect(scrubbed != text)
        #expect(scrubbed.utf8.count == text.utf8.count)
        for planted in Planted.all + ["hunter2", "words", "two, three", "7654321", "MIIEpAIB", "abc+def"] {
            #expect(!scrubbed.contains(planted), "\(planted) in \(scrubbed)")
        }
        // Names and punctuation stay.
        let isPunctuation = { (byte: UInt8) in "{}<>[]:".utf8.contains(byte) }
        if !text.contains("hunter2") {
            #expect(scrubbed.utf8.filter(isPunctuation).elementsEqual(text.utf8.filter(isPunctuation)))
        }
        #expect(scrubbed.contains("stays") == text.contains("stays"))
        #expect(try scrubber.scrub(text: scrubbed) == scrubbed)
        #expect(try Scrubber.secrets().scrub(text: scrubbed) == scrubbed)
    }

    @Test func placeholdersOfKeyIDsAreStableAndRecognisable() throws {
        let scrubbed = try Scrubber.secrets().scrub(text: "\(Self.keyID) ASIAIOSFODNN7EXAMPLE \(Self.keyID)")
        let words = scrubbed.split(separator: " ")
        #expect(words[0].hasPrefix("AKIASCRUBBED"))
        #expect(words[1].hasPrefix("ASIASCRUBBED"))
        #expect(words[0] == words[2])
        let other = try Scrubber(policy: .secrets, salt: [1]).scrub(text: Self.keyID)
        #expect(other != words[0])
    }

    @Test(arguments: [
        "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK",
        "2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA",
        "<ListBucketResult><Name>b</Name><Key>AWSLogs/123456789012/vpcflowlogs/x_fl-1234abcd_20180620T1620Z_fe123456.log.gz"
            + "</Key><LastModified>2026-03-04T12:00:00.000Z</LastModified><ETag>&quot;\(Planted.signature)&quot;</ETag>"
            + "<NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>",
        #"{"nextToken":"f/37612345678901234567890/s","eventId":"0f8fad5b-d9cb-469f-a165-70867728950e"}"#,
        #"{"password":null,"sessionToken": null, "RequirePassword":true,"privateKey":""}"#,
        "host;x-amz-date;x-amz-security-token\nUNSIGNED-PAYLOAD",
        "XAKIAIOSFODNN7EXAMPLE AKIAIOSFODNN7EXAMPLE1 akiaiosfodnn7example",
        #"{"token":"short","SecretARN":"arn:aws:secretsmanager:eu-west-1:123456789012:secret:x"}"#,
        "<Password></Password>\n  <SessionToken>\n</SessionToken>\n <a:Password/>\n",
        #"{"a":"\u003c/Password\u003e b"}"#,
        "passwords are words: a password is one", "Action=ChangePassword&Version=2010-05-08",
    ])
    func whatIsNoSecretStays(text: String) throws {
        #expect(try Scrubber.secrets().scrub(text: text) == text)
    }

    @Test func secretsThatAreToldGoEverywhere() throws {
        let scrubber = Scrubber.secrets()
        scrubber.learn(secret: Self.secret)
        scrubber.learn(secret: "short")
        let encoded = PercentEncoding.encode(Self.secret)
        let slashed = Self.secret.split(separator: "/").joined(separator: "\\/")
        let text = "x\(Self.secret)y short \(encoded) \(slashed)"
        let scrubbed = try scrubber.scrub(text: text)
        #expect(scrubbed.utf8.count == text.utf8.count)
        #expect(scrubbed.hasPrefix("xSCRUBBEDx") && scrubbed.contains("y short SCRUBBEDx"))
        #expect(!scrubbed.contains("FEMI") && !scrubbed.contains("MDENG") && !scrubbed.contains("EXAMPLEKEY"))
    }

    @Test func secretsThatWereFoundGoEverywhereAfterwards() throws {
        let scrubber = Scrubber.secrets()
        _ = scrubber.scrub(HTTPHeaders([.init(name: "X-Amz-Security-Token", value: Self.token)]), body: ScrubbedBody())
        #expect(try !scrubber.scrub(text: "plain \(Self.token)").contains("FwoG"))
        let text = "before \(Self.secret) password=\(Self.secret) after \(Self.secret)"
        #expect(try scrubber.scrub(text: text).components(of: Self.secret) == 1)
    }

    @Test func longValuesGoToTheirEnd() throws {
        var dice = Dice(3)
        let value = String(decoding: (0..<200_000).map { _ in UInt8.random(in: 97...122, using: &dice) }, as: UTF8.self)
        for text in [
            #"{"samlAssertion":"\#(value)","b":"c"}"#, "password=\(value)&b=c", "<Password>\(value)</Password>",
        ] {
            let scrubbed = try Scrubber.secrets().scrub(text: text)
            #expect(scrubbed.utf8.count == text.utf8.count)
            #expect(scrubbed.utf8.filter { $0 == 120 }.count >= 199_992)
            #expect(scrubbed.utf8.suffix(3).elementsEqual(text.utf8.suffix(3)))
        }
    }

    @Test func policyOffChangesNothing() throws {
        let scrubber = Scrubber(policy: .off, salt: [])
        let request = HTTPRequest(
            method: "GET", path: "/", query: "X-Amz-Signature=00", headers: ["Authorization": "AWS \(Self.keyID):x"])
        #expect(scrubber.scrub(request).value == request)
        #expect(try scrubber.scrub(text: Self.keyID) == Self.keyID)
    }
}

extension String {
    /// How often a text is in it.
    fileprivate func components(of text: String) -> Int {
        indices.count { self[$0...].hasPrefix(text) }
    }
}
