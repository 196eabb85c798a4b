import JSON
import Testing

@testable import MockAWS

@Suite struct FaultRulesTests {
    private func error(_ text: String) -> String? {
        do throws(FaultError) {
            _ = try FaultScript(parsing: Array(text.utf8), file: "f.json")
            return nil
        } catch {
            return error.description
        }
    }

    @Test func documentIsReadBackAsItWasWritten() throws {
        let text = """
            {"seed": 7, "rules": [
              {"name": "a", "match": {"service": "s3", "operation": ["GetObject", "Head*"], "bucket": "b*", "key": "k?"},
               "effect": {"latency": {"ms": 5, "jitterMs": 3}}, "schedule": {"window": {"from": 2, "to": 4}}},
              {"match": {"logGroup": "/vpc/*", "logStream": "eni-*", "region": "us-*"},
               "effect": {"error": {"code": "C", "status": 500, "message": "m", "retryAfterSeconds": 2}}},
              {"effect": {"reset": {"afterBytes": 9}}, "schedule": {"first": 2}},
              {"effect": {"reset": {"fraction": "any"}}, "schedule": {"every": 2}},
              {"effect": {"truncate": {"fraction": 0.5}}, "schedule": {"nth": 2}},
              {"effect": {"badGzip": {"mode": "flip", "at": 0.5, "bit": 3}}, "schedule": {"probability": 0.25}},
              {"effect": {"badGzip": {"mode": "garbage"}}, "schedule": {"quota": {"requests": 5, "perSeconds": 2.5}}},
              {"effect": {"wrongLength": {"delta": -4}}}, {"effect": {"bandwidth": {"bytesPerSecond": 100}}},
              {"effect": {"http": {"status": 502, "body": "x"}}}, {"effect": "emptyPage"}, {"effect": "vanish"}
            ]}
            """
        let script = try FaultScript(parsing: Array(text.utf8), file: "f.json")
        #expect(try FaultScript(parsing: script.json.encoded(), file: "f.json") == script)
        #expect(script.json["rules"]?.array?.count == 12)
        #expect(script.json["rules"]?[1]?["name"] == "rule-2")
    }

    @Test(
        arguments: [
            ("{", "f.json: not JSON at byte 1"),
            ("[]", "f.json: the file must be a JSON object"),
            ("{}", "f.json: rules is missing"),
            (#"{"rules": [], "sed": 1}"#, "f.json: sed is not known; the document may have preset, rules, seed"),
            (#"{"rules": {}}"#, "f.json: rules must be an array of objects"),
            (#"{"rules": [1]}"#, "f.json: rules[0] must be a JSON object"),
            (#"{"preset": "flakey"}"#, "f.json: preset is 'flakey'; it must be aws-quotas"),
            (#"{"preset": "flaky", "rules": []}"#, "f.json: rules does not go together with preset"),
            (
                #"{"rules": [{"name": "a", "effect": "vanish"}, {"name": "a", "effect": "vanish"}]}"#,
                "f.json: rule 'a': name stands twice"
            ),
        ])
    func documentsAreStrict(text: String, expected: String) {
        #expect(error(text)?.hasPrefix(expected) == true, "\(error(text) ?? "no error")")
    }

    @Test(
        arguments: [
            (#""x": 1"#, "x is not known; a rule may have effect, match, name, schedule"),
            (#""match": {"sevice": "s3"}"#, "match.sevice is not known; match may have bucket, key"),
            (#""match": {"service": "sss"}"#, "match.service is 'sss'; there are logs, ec2, s3, sts"),
            (#""match": {"service": 3}"#, "match.service must be a pattern, or an array of patterns"),
            (#""match": {"bucket": []}"#, "match.bucket must be a pattern, or an array of patterns"),
            (#""match": {"operation": "GetObjects"}"#, "match.operation is 'GetObjects', which is no operation of any"),
            (
                #""match": {"service": "logs", "operation": "GetObject"}"#,
                "match.operation is 'GetObject', which is no operation of logs"
            ),
            (#""schedule": "often""#, "schedule must be \"always\" or an object with one of always, first"),
            (#""schedule": {"first": 1, "nth": 2}"#, "schedule must be \"always\" or an object with one of"),
            (#""schedule": {"first": 0}"#, "schedule.first must be at least 1"),
            (#""schedule": {"every": 1.5}"#, "schedule.every must be a whole number"),
            (#""schedule": {"probability": 2}"#, "schedule.probability must be a number from 0 to 1"),
            (#""schedule": {"window": {"from": 3, "to": 2}}"#, "schedule.window.to lies before from"),
            (#""schedule": {"window": {"form": 3}}"#, "schedule.window.from is missing"),
            (#""schedule": {"quota": {}}"#, "schedule.quota.requests is missing"),
            (#""schedule": {"quota": {"requests": 1, "perSeconds": 0}}"#, "schedule.quota.perSeconds must be more"),
            (#""schedule": {"quota": {"requests": 1, "brust": 2}}"#, "schedule.quota.brust is not known"),
        ])
    func membersOfRulesAreNamed(members: String, expected: String) {
        let found = error(#"{"rules": [{"name": "n", "effect": "throttle", \#(members)}]}"#)
        #expect(found?.hasPrefix("f.json: rule 'n': " + expected) == true, "\(found ?? "no error")")
    }

    @Test(
        arguments: [
            (#""lag""#, "effect is 'lag'; it may be latency, bandwidth"),
            (#"{"lag": {}}"#, "effect is 'lag'; it may be latency, bandwidth"),
            (#"{}"#, "effect must have one member"),
            (#"{"vanish": {}, "throttle": {}}"#, "effect must have one member"),
            (#""latency""#, "effect.latency.ms is missing"),
            (#"{"latency": {"ms": -1}}"#, "effect.latency.ms must be from 0 to 3600000"),
            (#"{"latency": {"ms": 1, "jitter": 1}}"#, "effect.latency.jitter is not known; effect.latency may have"),
            (#"{"latency": 5}"#, "effect.latency must be a JSON object"),
            (#"{"bandwidth": {}}"#, "effect.bandwidth.bytesPerSecond is missing"),
            (#"{"reset": {"afterBytes": 1, "fraction": 0.5}}"#, "effect.reset.fraction does not go together with"),
            (#"{"truncate": {"fraction": 2}}"#, "effect.truncate.fraction must be a number from 0 to 1, or \"any\""),
            (#"{"wrongLength": {"delta": 0}}"#, "effect.wrongLength.delta must be a number of bytes other than 0"),
            (#"{"badGzip": {"mode": "x"}}"#, "effect.badGzip.mode is 'x'; it must be flip, cut, garbage"),
            (#"{"badGzip": {"bit": 8}}"#, "effect.badGzip.bit must be from 0 to 7"),
            (#"{"error": {}}"#, "effect.error.code is missing"),
            (#"{"error": {"code": "C", "status": 200}}"#, "effect.error.status must be from 300 to 599"),
            (#"{"http": {"body": ""}}"#, "effect.http.status is missing"),
            (#"{"emptyPage": {"pages": 0}}"#, "effect.emptyPage.pages must be from 1 to 100"),
            (#"{"vanish": {"x": 1}}"#, "effect.vanish.x is not known"),
        ])
    func parametersOfEffectsAreNamed(effect: String, expected: String) {
        let found = error(#"{"rules": [{"name": "n", "effect": \#(effect)}]}"#)
        #expect(found?.hasPrefix("f.json: rule 'n': " + expected) == true, "\(found ?? "no error")")
    }

    @Test(
        arguments: [
            ("GetObject", "emptyPage"), ("GetObject", "duplicate"), ("GetLogEvents", "repeatedToken"),
            ("PutObject", "vanish"), ("AssumeRole", "expiredToken"),
        ])
    func effectsThatCanNeverHappenAreErrors(operation: String, effect: String) {
        let found = error(
            #"{"rules": [{"name": "n", "match": {"operation": "\#(operation)"}, "effect": "\#(effect)"}]}"#)
        #expect(found == "f.json: rule 'n': effect is \(effect), of which no operation that match names is capable")
    }

    @Test func effectIsRequired() {
        #expect(error(#"{"rules": [{}]}"#)?.hasPrefix("f.json: rule 'rule-1': effect is missing; it may be") == true)
    }

    @Test func fileThatIsNotThereNamesThePresets() {
        #expect(throws: FaultError.self) { try FaultScript(named: "/nowhere/flakey") }
    }

    @Test(
        arguments: [
            ("a", "a", true), ("a", "ab", false), ("*", "", true), ("a*", "a/b/c", true), ("*.gz", "x/y.gz", true),
            ("*.gz", "x.gz.txt", false), ("a*b*c", "aXXbYYc", true), ("a*b*c", "aXXcYYb", false), ("?", "é", true),
            ("?", "", false), ("**a", "bca", true), ("AWSLogs/*.gz", "AWSLogs/1/vpc/x.gz", true), ("a*a", "a", false),
        ])
    func patterns(pattern: String, text: String, expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected)
    }
}
