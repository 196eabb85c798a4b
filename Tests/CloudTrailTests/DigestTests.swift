import CloudTrail
import Digests
import JSON
import Testing
import Timestamps
import TrailSupport

@Suite struct CloudTrailDigestTests {
    static let text = """
        {"awsAccountId":"111122223333","digestStartTime":"2015-08-20T17:01:31Z","digestEndTime":"2015-08-20T18:01:31Z",\
        "digestS3Bucket":"b","digestS3Object":"AWSLogs/k.json.gz",\
        "digestPublicKeyFingerprint":"31e8b5433410dfb61a9dc45cc65b22ff","digestSignatureAlgorithm":"SHA256withRSA",\
        "newestEventTime":null,"oldestEventTime":null,"previousDigestS3Bucket":"b",\
        "previousDigestS3Object":"AWSLogs/j.json.gz","previousDigestHashValue":"ED96",\
        "previousDigestHashAlgorithm":"SHA-256","previousDigestSignature":"8270","logFiles":[{"s3Bucket":"c",\
        "s3Object":"AWSLogs/l.json.gz","hashValue":"9BB6","hashAlgorithm":"SHA-256","newestEventTime":null}]}
        """

    @Test func isRead() throws {
        let digest = try CloudTrailDigest(parsing: Array(CloudTrailDigestTests.text.utf8))
        #expect(digest.account == "111122223333")
        #expect(digest.start == time("2015-08-20T17:01:31Z"))
        #expect(digest.end == time("2015-08-20T18:01:31Z"))
        #expect(digest.place == TrailObject(bucket: "b", key: "AWSLogs/k.json.gz"))
        #expect(digest.publicKeyFingerprint == "31e8b5433410dfb61a9dc45cc65b22ff")
        #expect(digest.previous?.place == TrailObject(bucket: "b", key: "AWSLogs/j.json.gz"))
        #expect(digest.previous?.contentHash == "ed96")
        #expect(digest.logFiles.map(\.place) == [TrailObject(bucket: "c", key: "AWSLogs/l.json.gz")])
        #expect(digest.logFiles.map(\.contentHash) == ["9bb6"])
        #expect(digest.contentHash == SHA256.hash(CloudTrailDigestTests.text).hexString)
        #expect(
            digest.stringToSign
                == "2015-08-20T18:01:31Z\nb/AWSLogs/k.json.gz\n\(digest.contentHash)\n8270")
    }

    @Test func aFirstDigestIsSignedWithNull() throws {
        var text = CloudTrailDigestTests.text
        for value in ["\"8270\"", "\"AWSLogs/j.json.gz\"", "\"ED96\""] { text = text.replacing(value, with: "null") }
        let digest = try CloudTrailDigest(parsing: Array(text.utf8))
        #expect(digest.previous == nil)
        #expect(digest.stringToSign.hasSuffix("\nnull"))
    }

    @Test(arguments: [
        "awsAccountId", "digestStartTime", "digestEndTime", "digestS3Bucket", "digestS3Object",
        "digestPublicKeyFingerprint", "previousDigestSignature", "logFiles", "s3Bucket", "s3Object", "hashValue",
        "hashAlgorithm",
    ])
    func whatIsNeededHasToBeThere(name: String) {
        let text = CloudTrailDigestTests.text.replacing("\"\(name)\":", with: "\"x\":")
        #expect(throws: TrailFormatError.self) { try CloudTrailDigest(parsing: Array(text.utf8)) }
    }

    @Test(arguments: ["", "[]", "{}", "null", "{\"Records\":[]}", text.replacing("2015-08-20T18:01:31Z", with: "soon")])
    func whatIsNoDigestIsRefused(text: String) {
        #expect(throws: TrailFormatError.self) { try CloudTrailDigest(parsing: Array(text.utf8)) }
    }

    @Test func publicKeysAreReadAsTheyAreListed() throws {
        let der = try SignedTrail.publicKey()
        let list = "[{\"Value\":\"\(Base64.encode(der))\",\"Fingerprint\":\"ab\",\"ValidityStartTime\":1688900000.0}]"
        for text in [list, "{\"PublicKeyList\":\(list)}", "{\"publicKeyList\":\(list),\"NextToken\":null}"] {
            #expect(try DigestPublicKeys(parsing: Array(text.utf8)).count == 1)
        }
        for text in ["", "{}", "{\"PublicKeyList\":1}", "[1]", "[{\"Value\":\"\"}]"] {
            #expect(throws: TrailFormatError.self) { try DigestPublicKeys(parsing: Array(text.utf8)) }
        }
    }

    @Test func keysAreAskedForAsTheCommandLineDoes() {
        let window = time("2024-02-01T00:00:00Z")..<time("2024-02-02T00:00:00Z")
        #expect(
            DigestPublicKeys.span(toValidate: window) == time("2024-02-01T00:00:00Z")..<time("2024-02-02T02:00:00Z"))
        #expect(
            DigestPublicKeys.span(ofBackfillGeneratedAt: window.lowerBound)
                == time("2024-01-31T23:00:00Z")..<time("2024-02-01T01:00:00Z"))
    }

    @Test func signatureIsTakenFromMetadata() throws {
        let headers = [
            (name: "X-Amz-Meta-Signature", value: "ab"), (name: "content-type", value: "x"),
            (name: "x-amz-meta-signature-algorithm", value: "SHA256withRSA"),
        ]
        #expect(DigestSignature(metadata: headers) == DigestSignature(value: "ab"))
        #expect(
            DigestSignature(metadata: [(name: "signature", value: "ab")])
                == DigestSignature(value: "ab", algorithm: nil))
        #expect(DigestSignature(metadata: [(name: "x", value: "ab")]) == nil)
        let saved =
            "{\"k\":{\"x-amz-meta-signature\":\"ab\",\"x-amz-meta-signature-algorithm\":\"SHA256withRSA\"},\"l\":{}}"
        #expect(try DigestSignature.parseSaved(Array(saved.utf8)) == ["k": DigestSignature(value: "ab")])
        #expect(throws: TrailFormatError.self) { try DigestSignature.parseSaved([]) }
        #expect(throws: TrailFormatError.self) { try DigestSignature.parseSaved(Array("[]".utf8)) }
    }
}
