import JSON
import Timestamps

/// Made-up records of a trail; the same seed gives the same ones.
struct TrailRecords: Sendable {
    var account: String
    var region: String
    /// The records lie in the five minutes before.
    var before: Timestamp

    private struct Call {
        var source: String
        var name: String
        var isReadOnly: Bool
        var error: String?
    }

    private static let calls = [
        Call(source: "ec2.amazonaws.com", name: "DescribeInstances", isReadOnly: true),
        Call(
            source: "ec2.amazonaws.com", name: "RunInstances", isReadOnly: false, error: "Client.UnauthorizedOperation"),
        Call(source: "s3.amazonaws.com", name: "ListBuckets", isReadOnly: true),
        Call(source: "s3.amazonaws.com", name: "PutBucketPolicy", isReadOnly: false, error: "AccessDenied"),
        Call(source: "sts.amazonaws.com", name: "AssumeRole", isReadOnly: true),
        Call(source: "iam.amazonaws.com", name: "CreateUser", isReadOnly: false),
        Call(source: "kms.amazonaws.com", name: "Decrypt", isReadOnly: true),
        Call(source: "signin.amazonaws.com", name: "ConsoleLogin", isReadOnly: false),
    ]
    private static let users = ["alice", "bob", "carol", "deploy", "backup"]

    /// Makes records in the order of their times.
    func make(_ count: Int, _ random: inout SeededRandom) -> [JSONValue] {
        (0..<max(0, count)).map { index in
            let milliseconds = Int64(300_000 * index / max(1, count))
            return record(before.adding(milliseconds: milliseconds - 300_000), &random)
        }
    }

    private func record(_ time: Timestamp, _ random: inout SeededRandom) -> JSONValue {
        let call = TrailRecords.calls[Int(random.next() % UInt64(TrailRecords.calls.count))]
        let user = TrailRecords.users[Int(random.next() % UInt64(TrailRecords.users.count))]
        let isLogin = call.name == "ConsoleLogin"
        let fails = call.error != nil && random.next() % 2 == 0
        var members: [JSONValue.Member] = [
            .init("eventVersion", "1.11"),
            .init(
                "userIdentity",
                [
                    "type": "IAMUser", "principalId": .string("AIDA\(user.uppercased())EXAMPLE"),
                    "arn": .string("arn:aws:iam::\(account):user/\(user)"), "accountId": .string(account),
                    "accessKeyId": .string(isLogin ? "" : "AKIA\(user.uppercased())EXAMPLE"), "userName": .string(user),
                ]),
            .init("eventTime", .string(time.iso8601Whole)), .init("eventSource", .string(call.source)),
            .init("eventName", .string(call.name)), .init("awsRegion", .string(region)),
            .init("sourceIPAddress", .string("203.0.113.\(random.next() % 254 + 1)")),
            .init("userAgent", "aws-cli/2.15.0"),
        ]
        if fails, let error = call.error {
            members.append(.init("errorCode", .string(error)))
            members.append(.init("errorMessage", "You are not authorized to perform this operation."))
        }
        members += [
            .init("requestParameters", .null),
            .init("responseElements", isLogin ? ["ConsoleLogin": "Success"] : .null),
        ]
        if isLogin {
            let usesMFA: JSONValue = random.next() % 2 == 0 ? "Yes" : "No"
            members.append(.init("additionalEventData", ["MobileVersion": "No", "MFAUsed": usesMFA]))
        }
        members += [
            .init("requestID", .string(random.uuid())), .init("eventID", .string(random.uuid())),
            .init("readOnly", .boolean(call.isReadOnly)),
            .init("eventType", isLogin ? "AwsConsoleSignIn" : "AwsApiCall"), .init("managementEvent", true),
            .init("recipientAccountId", .string(account)), .init("eventCategory", "Management"),
        ]
        return .object(members)
    }
}

extension Timestamp {
    /// `2026-03-04T05:06:07Z`, as records spell it.
    fileprivate var iso8601Whole: String { Timestamp(seconds: seconds).iso8601 }
}

/// Numbers that look random and depend on the seed alone: SplitMix64.
struct SeededRandom: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The sixteen letters and digits at the end of a log file's name.
    mutating func suffix() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        return String(decoding: (0..<16).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] }, as: UTF8.self)
    }

    /// An id in the form of a UUID.
    mutating func uuid() -> String {
        var digits = ""
        for _ in 0..<2 {
            let text = String(next(), radix: 16)
            digits += String(repeating: "0", count: 16 - text.utf8.count) + text
        }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
