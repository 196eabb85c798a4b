import CloudTrailSetup
import Testing

@Suite struct DesignNameTests {
    private func design(_ change: (inout TrailDesign) -> Void) -> TrailDesign {
        var design = TrailDesign(account: "123456789012", region: "us-east-1", trail: "audit")
        change(&design)
        return design
    }

    @Test(arguments: [
        ("Audit", "audit"), ("my.trail", "my-trail"), ("my_trail", "my-trail"),
        (String(repeating: "n", count: 127) + "a", String(repeating: "n", count: 127) + "b"),
    ])
    func similarTrailsHaveNamesOfTheirOwn(one: String, other: String) throws {
        let (one, other) = (design { $0.trail = one }, design { $0.trail = other })
        #expect(one.bucket != other.bucket && one.topic != other.topic && one.queue != other.queue)
        try one.check()
        try other.check()
    }

    @Test func plainNamesStayAsTheyAre() {
        let design = design { $0.trail = "my-trail" }
        #expect(design.bucket == "my-trail-123456789012-us-east-1")
        #expect(design.topic == "my-trail" && design.queue == "my-trail")
    }

    @Test(arguments: [
        "ab", String(repeating: "a", count: 129), "-audit", "audit-", "a--b", "a b", "192.168.5.4", "aüd",
        "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit",
    ])
    func trailsThatCannotBeAreRefused(trail: String) {
        #expect(throws: SetupError.self) {
            try design {
                $0.trail = trail
                $0.bucket = "bucket"
                $0.topic = "t"
                $0.queue = "q"
            }.check()
        }
    }

    @Test(arguments: ["ab", "Bucket", "a..b", "-ab", "ab-", "192.168.5.4", "xn--ab", "a_b", "ab-s3alias"])
    func bucketsThatCannotBeAreRefused(bucket: String) {
        #expect(throws: SetupError.self) { try design { $0.bucket = bucket }.check() }
    }

    @Test func otherNamesThatCannotBeAreRefused() throws {
        let bad: [(inout TrailDesign) -> Void] = [
            { $0.topic = "arn:aws:sns:us-east-1:123456789012:t" }, { $0.topic = "a.b" }, { $0.topic = "" },
            { $0.topic = String(repeating: "t", count: 257) }, { $0.queue = String(repeating: "q", count: 81) },
            { $0.account = "12345678901" }, { $0.account = "12345678901x" }, { $0.organization = "r-1" },
            { $0.prefix = String(repeating: "p", count: 201) },
        ]
        for change in bad { #expect(throws: SetupError.self) { try design(change).check() } }
        try design {
            $0.topic = String(repeating: "t", count: 256)
            $0.queue = String(repeating: "q", count: 80)
            $0.prefix = "/" + String(repeating: "p", count: 200) + "/"
        }.check()
    }
}
