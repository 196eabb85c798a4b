import AWSOperations
import JSON
import Recordings
import Testing

@testable import MockAWS

@Suite struct FaultPresetTests {
    @Test(arguments: FaultPreset.all)
    func presetsAreRules(_ preset: FaultPreset) throws {
        let script = try FaultScript(named: preset.name)
        guard case .rules(let rules) = script.content else {
            Issue.record("no rules")
            return
        }
        #expect(!rules.rules.isEmpty)
        #expect(rules.rules.allSatisfy { !$0.name.hasPrefix("rule-") })
        #expect(FaultPreset.listing.contains("  \(preset.name)  "))
        #expect(try FaultScript(parsing: script.json.encoded(), file: "again") == script)
    }

    @Test func presetTakesASeed() throws {
        let script = try FaultScript(parsing: Array(#"{"preset": "flaky", "seed": 9}"#.utf8), file: "f")
        #expect(script.json["seed"] == 9)
        #expect(script.json["rules"] == (try FaultScript(named: "flaky")).json["rules"])
    }

    @Test(
        arguments: [
            "us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-west-1", "af-south-1", "ap-east-1",
            "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
            "ap-southeast-5", "ap-southeast-7", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ca-central-1",
            "ca-west-1", "cn-north-1", "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3",
            "eu-south-1", "eu-north-1", "il-central-1", "me-south-1", "me-central-1", "mx-central-1", "sa-east-1",
        ])
    func everyRegionHasOneQuota(region: String) throws {
        guard case .rules(let rules) = try FaultScript(named: "aws-quotas").content else { return }
        for request in [
            try FaultBench.request(FilterLogEvents(logGroupName: "g"), region: region),
            try FaultBench.request(GetLogEvents(logGroupName: "g", logStreamName: "s"), region: region),
        ] {
            let asked = FaultRequest(request, RequestIdentity(request))
            #expect(rules.rules.count { $0.selector.matches(asked) } == 1)
        }
    }

    @Test func presetsHaveTheNamesThatArePromised() {
        #expect(
            FaultPreset.all.map(\.name) == ["aws-quotas", "bad-gzip-day", "brownout", "flaky", "pagination-torture"])
    }
}

@Suite struct FaultEndpointTests {
    private func put(_ text: String, _ engine: FaultEngine) -> (status: Int, json: JSONValue) {
        FaultEndpoint.respond(method: "PUT", body: Array(text.utf8), engine: engine)
    }

    @Test func rulesAreReplacedAndTakenAway() throws {
        let bench = try FaultBench(effect: "\"throttle\"", schedule: #"{"first": 1}"#)
        #expect(try bench.effects(FaultBench.object, count: 2) == ["throttle", nil])
        let before = FaultEndpoint.respond(method: "GET", body: [], engine: bench.engine)
        #expect(before.status == 200)
        #expect(before.json["rules"]?.array?.count == 1)

        // What GET gives, PUT takes; and counting begins anew.
        #expect(put(before.json.text(), bench.engine).status == 200)
        #expect(try bench.effects(FaultBench.object, count: 2) == ["throttle", nil])

        #expect(put(#"{"preset": "brownout"}"#, bench.engine).json["rules"]?.array?.count == 5)
        let none = FaultEndpoint.respond(method: "DELETE", body: [], engine: bench.engine)
        #expect(none.json == ["seed": 0, "rules": []])
        #expect(try bench.effects(FaultBench.object, count: 2) == [nil, nil])
    }

    @Test(arguments: ["", "{", #"{"rules": [{"name": "n", "effect": "lag"}]}"#])
    func badRulesChangeNothing(text: String) throws {
        let bench = try FaultBench(effect: "\"throttle\"")
        let answer = put(text, bench.engine)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?.string?.contains("body") == true)
        #expect(answer.json["error"]?.string?.contains("\n") == false)
        #expect(try bench.effects(FaultBench.object, count: 1) == ["throttle"])
    }

    @Test func traceIsTakenToo() throws {
        let engine = FaultEngine()
        let line = #"{"rule":"a","key":"k","occurrence":1,"effect":{"vanish":{}}}"#
        #expect(put(line, engine).status == 200)
        #expect(FaultEndpoint.respond(method: "GET", body: [], engine: engine).json["replay"]?.array?.count == 1)
    }

    @Test func otherMethodsAreRefused() {
        #expect(FaultEndpoint.respond(method: "POST", body: [], engine: FaultEngine()).status == 405)
    }
}
