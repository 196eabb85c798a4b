import Testing

@testable import MockAWS

@Suite struct BucketNameTests {
    @Test(arguments: ["abc", "a-b", "1bucket", "my.logs.2026", "10.0.0", "a" + String(repeating: "b", count: 62)])
    func valid(name: String) {
        #expect(BucketName.isValid(name))
    }

    @Test(arguments: [
        "", "ab", "Abc", "a_b", "-abc", "abc-", ".abc", "abc.", "a..b", "192.168.0.1", "xn--abc", "sthree-x",
        "x-s3alias",
        "x--ol-s3", "bücket", "a b c", "a/b", "a" + String(repeating: "b", count: 63),
    ])
    func invalid(name: String) {
        #expect(!BucketName.isValid(name))
    }
}
