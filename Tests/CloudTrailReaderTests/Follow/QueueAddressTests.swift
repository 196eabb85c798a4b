import CloudTrailReader
import Testing

@Suite struct QueueAddressTests {
    @Test(
        arguments: [
            ("trail", "trail", nil, nil, false),
            ("https://sqs.eu-west-1.amazonaws.com/123456789012/trail", "trail", "eu-west-1", "123456789012", true),
            ("https://eu-west-1.queue.amazonaws.com/123456789012/trail", "trail", "eu-west-1", "123456789012", true),
            ("https://queue.amazonaws.com/123456789012/trail", "trail", "us-east-1", "123456789012", true),
            ("https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/t", "t", "us-gov-west-1", "123456789012", true),
            ("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/t", "t", "cn-north-1", "123456789012", true),
            (
                "https://vpce-0a-0b.sqs.us-east-2.vpce.amazonaws.com/123456789012/t", "t", "us-east-2", "123456789012",
                true
            ),
            ("http://127.0.0.1:4566/000000000000/trail", "trail", nil, "000000000000", true),
            ("arn:aws:sqs:eu-west-1:123456789012:trail.fifo", "trail.fifo", "eu-west-1", "123456789012", false),
        ] as [(String, String, String?, String?, Bool)])
    func addressTellsWhatItKnows(text: String, name: String, region: String?, account: String?, isURL: Bool) throws {
        let address = try QueueAddress(text)
        #expect(address.name == name && address.region == region && address.account == account)
        #expect((address.url == text) == isURL)
    }

    @Test(arguments: [
        "", "a b", "arn:aws:sns:eu-west-1:123456789012:topic", "arn:aws:sqs:eu-west-1:123456789012", "https://x",
        "s3://bucket/key", "https://sqs.eu-west-1.amazonaws.com/", String(repeating: "x", count: 81),
    ])
    func whatNamesNoQueueIsRefused(text: String) {
        #expect(throws: TrailReaderError.self) { try QueueAddress(text) }
    }
}
