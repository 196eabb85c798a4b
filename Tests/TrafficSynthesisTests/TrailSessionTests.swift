import Digests
import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

/// Sessions whose records belong together.
@Suite struct TrailSessionTests {
    /// Those of two busy hours, made once.
    private static let made = Result { () throws -> [JSONValue] in
        var configuration = SynthesisConfiguration()
        configuration.duration = 7200
        return try TrailSynthesis.small(configuration, calls: 120).records()
    }

    private static func records() throws -> [JSONValue] { try made.get() }

    /// What an access key of a session was first seen for.
    private struct Issue {
        var time: String
        var role: String?
        var address: String?
    }

    /// The keys that answers hand out, and sign-ins, by what the records that follow say of them.
    private static func issues(_ records: [JSONValue]) -> [String: Issue] {
        var issues: [String: Issue] = [:]
        for record in records {
            guard let key = record["responseElements"]?["credentials"]?["accessKeyId"]?.string else { continue }
            let user = record["responseElements"]?["assumedRoleUser"]
            issues[key] = Issue(
                time: record["eventTime"]?.string ?? "", role: user?["arn"]?.string,
                address: record["sourceIPAddress"]?.string)
        }
        return issues
    }

    @Test func keysOfSessionsWereHandedOut() throws {
        let records = try Self.records()
        let issues = Self.issues(records)
        let begin = "2026-03-04T00:00:00Z"
        var used: Set<String> = []
        for record in records {
            let identity = record["userIdentity"]
            guard identity?["type"] == "AssumedRole", let key = identity?["accessKeyId"]?.string else { continue }
            let context = identity?["sessionContext"]
            let created = try #require(context?["attributes"]?["creationDate"]?.string)
            // What began before is in no file.
            guard created >= begin else { continue }
            let issue = try #require(issues[key], "\(key)")
            used.insert(key)
            #expect(issue.time == created && issue.role == identity?["arn"]?.string)
            let time = try #require(record["eventTime"]?.string)
            #expect(time >= created)
            let age = try #require(Timestamp(iso8601: time)).seconds - #require(Timestamp(iso8601: created)).seconds
            #expect(age <= 3600)
            let issuer = context?["sessionIssuer"]
            #expect(identity?["principalId"]?.string?.hasPrefix((issuer?["principalId"]?.string ?? "?") + ":") == true)
        }
        // A few of the last sessions have made no other call yet.
        #expect(used.count > issues.count * 3 / 4 && used.count > 100)
    }

    /// A key is used from one place, but for those that were stolen.
    @Test func sessionsKeepTheirPlace() throws {
        var places: [String: Set<String>] = [:]
        for record in try Self.records() {
            guard let key = record["userIdentity"]?["accessKeyId"]?.string, key.hasPrefix("ASIA"),
                let address = record["sourceIPAddress"]?.string
            else { continue }
            places[key, default: []].insert(address)
        }
        let moving = places.values.filter { $0.count > 1 }
        #expect(places.count > 100 && moving.count == 1)
        #expect(moving.first?.contains { $0.hasPrefix("192.0.2.") } == true)
    }

    @Test func signInsBeginSessionsOfTheConsole() throws {
        let records = try Self.records()
        let logins = records.filter { $0["eventName"] == "ConsoleLogin" }
        let begins = Set(
            logins.compactMap { login -> String? in
                guard login["responseElements"]?["ConsoleLogin"] == "Success" else { return nil }
                let mfa = login["additionalEventData"]?["MFAUsed"] == "Yes"
                return "\(login["userIdentity"]?["arn"]?.string ?? "") \(login["eventTime"]?.string ?? "") \(mfa)"
            })
        let console = records.filter {
            $0["sessionCredentialFromConsole"] == "true"
                && ($0["userIdentity"]?["sessionContext"]?["attributes"]?["creationDate"]?.string ?? "") > "2026-03-04"
        }
        #expect(console.count > 50 && begins.count > 10)
        for record in console {
            let identity = record["userIdentity"]
            let attributes = identity?["sessionContext"]?["attributes"]
            let created = attributes?["creationDate"]?.string ?? ""
            let begin = "\(identity?["arn"]?.string ?? "") \(created) \(attributes?["mfaAuthenticated"] == "true")"
            #expect(begins.contains(begin), "\(begin)")
        }
    }

    /// Roles of instances are used by instances that the flow logs know, from their addresses.
    @Test func instancesAreThoseOfTheFlowLogs() throws {
        let trail = try TrailSynthesis.small()
        let hosts = trail.flowLogs.traffic[0].network.hosts
        let addresses = Dictionary(
            hosts.map { ($0.instanceID, String(decoding: SessionTexts.text($0.address), as: UTF8.self)) },
            uniquingKeysWith: { a, _ in a })
        let records = try trail.records().filter {
            $0["userIdentity"]?["sessionContext"]?["sessionIssuer"]?["userName"] == "AppServer"
        }
        #expect(records.count > 100)
        for record in records {
            let session = record["userIdentity"]?["principalId"]?.string?.split(separator: ":").last.map(String.init)
            let address = try #require(addresses[session ?? ""])
            let place = record["sourceIPAddress"]?.string ?? ""
            #expect(place == address || place.hasPrefix("192.0.2."))
        }
    }

    @Test func membersAreOnceAndIDsToo() throws {
        let records = try Self.records()
        let ids = Set(records.compactMap { $0["eventID"]?.string })
        #expect(ids.count == records.count)
        for record in records {
            let names = try #require(record.object).map(\.name)
            #expect(Set(names).count == names.count)
        }
        let types = Set(records.compactMap { $0["userIdentity"]?["type"]?.string })
        #expect(
            types.isSuperset(of: ["IAMUser", "AssumedRole", "AWSService", "AWSAccount", "WebIdentityUser"]))
    }
}

/// The same configuration gives the same log files.
@Suite struct TrailDeterminismTests {
    private static func configuration() -> SynthesisConfiguration {
        var configuration = SynthesisConfiguration()
        configuration.seed = 42
        configuration.duration = 1200
        return configuration
    }

    private static func digest(_ trail: TrailSynthesis) -> String {
        let digest = SHA256()
        for object in trail.objects {
            digest.update(Array(object.key.utf8))
            digest.update(trail.file(of: object).content)
        }
        return digest.finalize().hexString
    }

    @Test func bytesDoNotChangeUnnoticed() throws {
        let sum = Self.digest(try TrailSynthesis.small(Self.configuration()))
        #expect(sum == "bcafcdc8763187368f7a242b1ec6201ca71e0adaaf6e45c748aa636fe8b8a85b")
    }

    @Test func threadsMakeNoDifference() throws {
        let trail = try TrailSynthesis.small(Self.configuration())
        let one = trail.objects.map { trail.file(of: $0).content }
        let four = madeByFourThreads(one.count) { index in
            trail.file(of: trail.objects[index]).content
        }
        #expect(one == four)
    }

    @Test func longerRunsAndMoreRegionsLeaveFilesAlone() throws {
        var configuration = Self.configuration()
        configuration.hasIncidents = false
        let short = try TrailSynthesis.small(configuration)
        configuration.duration *= 3
        let long = try TrailSynthesis.small(configuration)
        configuration.duration /= 3
        configuration.regions.append("eu-west-1")
        let wide = try TrailSynthesis.small(configuration, calls: 120)
        for object in short.objects {
            for other in [long, wide] {
                let same = try #require(other.objects.first { $0.key == object.key })
                #expect(other.file(of: same).content == short.file(of: object).content)
            }
        }
    }
}
