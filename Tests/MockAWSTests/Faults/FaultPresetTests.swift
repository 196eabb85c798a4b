import JSON
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
