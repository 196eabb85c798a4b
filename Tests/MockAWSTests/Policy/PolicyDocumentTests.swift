import Testing

@testable import MockAWS

@Suite struct PolicyDocumentTests {
    private func allows(_ statement: String, keys: [String: String] = [:]) -> Bool {
        let question = PolicyDocument.Question(
            action: "s3:PutObject", resource: "arn:aws:s3:::b/a/x", service: "x.amazonaws.com", keys: keys)
        return PolicyDocument(#"{"Statement":[\#(statement)]}"#)?.allows(question) ?? false
    }

    private static let allow =
        #"{"Effect":"Allow","Principal":{"Service":["x.amazonaws.com"]},"Action":["S3:Put*"],"#
        + #""Resource":"arn:aws:s3:::b/*""#

    @Test(arguments: [
        ("}", true), (#","Condition":{"StringEquals":{"k":["v","w"]}}}"#, true),
        (#","Condition":{"StringEquals":{"K":"w"}}}"#, false),
        (#","Condition":{"StringEquals":{"absent":"w"}}}"#, false),
        (#","Condition":{"StringEqualsIfExists":{"absent":"w"}}}"#, true),
        (#","Condition":{"ArnLike":{"arn":"arn:aws:*:trail/*"}}}"#, true),
        (#","Condition":{"ArnLike":{"arn":"arn:aws:*:topic/?"}}}"#, false),
        (#","Condition":{"Bool":{"secure":"true"},"StringNotEquals":{"k":"w"}}}"#, true),
        (#","Condition":{"DateLessThan":{"k":"v"}}}"#, false),
        (#"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#, false),
    ])
    func statementsAreWeighed(rest: String, allowed: Bool) {
        let keys = ["k": "v", "arn": "arn:aws:cloudtrail:r:1:trail/t", "secure": "true"]
        #expect(allows(PolicyDocumentTests.allow + rest, keys: keys) == allowed)
    }

    @Test func nothingIsAllowedByWhatIsNoPolicy() {
        for text in ["", "{}", "[]", #"{"Statement":"x"}"#] { #expect(PolicyDocument(text) == nil) }
        #expect(!allows(""))
    }
}
