import CloudTrail
import Foundation
import JSON
import TestSupport
import Testing

/// The real and documented files of ../shared/samples/cloudtrail; the numbers are those of their README.
@Suite(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)"))
struct SampleFilesTests {
    struct Group: Sendable, CustomTestStringConvertible {
        let name: String
        let files: Int
        let events: Int
        var skipped: [CloudTrailSkipCause: Int] = [:]
        var testDescription: String { name }
    }

    static let groups = [
        Group(name: "aws-processing-library", files: 6, events: 30),
        // Three of the files are digests and a list of keys.
        Group(name: "awsdoc", files: 13, events: 10, skipped: [.notAnEvent: 3]),
        Group(name: "coralogix-cloudtrail.log.gz", files: 1, events: 20),
        Group(name: "dynatrace", files: 1, events: 2),
        Group(name: "invictus", files: 28, events: 1233),
        Group(name: "opensearch-raw-sample.json", files: 1, events: 1),
        // These two hold events as strings, which the README does not count as records.
        Group(name: "otel-cwl-cloudtrail.json", files: 1, events: 1),
        Group(name: "plaso-lookup-events.jsonl", files: 1, events: 6),
        Group(name: "otel-digest-empty.json", files: 1, events: 0, skipped: [.notAnEvent: 1]),
        Group(name: "plaso-cloudtrail-records.json", files: 1, events: 9),
        Group(name: "promtail-cloudtrail-log-file.json.gz", files: 1, events: 2),
        Group(name: "stratus", files: 18, events: 142),
        Group(name: "streamalert-cloudtrail_events.json", files: 1, events: 0, skipped: [.notAnEvent: 1]),
        Group(name: "streamalert-cloudtrail_insights.json", files: 1, events: 0, skipped: [.notAnEvent: 1]),
        Group(name: "streamalert-cloudwatch_cloudtrail.json", files: 1, events: 0, skipped: [.notAnEvent: 1]),
        Group(name: "trailscraper", files: 2, events: 4),
    ]

    @Test(arguments: groups) func isReadAsItsReadmeSays(_ group: Group) throws {
        let names = try Self.files(of: group.name)
        #expect(names.count == group.files)
        var counters = CloudTrailCounters()
        for name in names {
            let result = parse(try sample(name))
            #expect(result.error == nil, "\(name)")
            counters += result.counters
        }
        #expect(counters.events == group.events)
        #expect(counters.skipped == group.skipped)
    }

    @Test func isTheSameInPiecesOfAnySize() throws {
        for group in Self.groups {
            for name in try Self.files(of: group.name).prefix(4) {
                let bytes = Array(try sample(name).prefix(20_000))
                let whole = parse(bytes)
                for pieces in [[1], [7, 1, 64], [1000, 3], [4096]] {
                    let cut = parse(bytes, pieces: pieces)
                    #expect(cut.records == whole.records, "\(name)")
                    #expect(cut.error == whole.error, "\(name)")
                    #expect(cut.counters == whole.counters, "\(name)")
                }
            }
        }
    }

    @Test func hasTheFieldsThatATreeHas() throws {
        var compared = 0
        for group in Self.groups {
            for name in try Self.files(of: group.name) {
                for event in parse(try sample(name)).events {
                    try expectFieldsOfTree(event)
                    compared += 1
                }
            }
        }
        #expect(compared == Self.groups.reduce(0) { $0 + $1.events })
    }

    @Test func readsTheLogsThatDigestsAreSignedOf() throws {
        let folder = "signed-digests/bucket/AWSLogs/218007301253/CloudTrail/us-east-1/2023/07/10"
        let results = try Self.files(of: folder).map { parse(try sample($0)) }
        #expect(results.count == 21)
        #expect(results.allSatisfy { $0.error == nil && $0.counters.skipped.isEmpty })
        #expect(results.reduce(0) { $0 + $1.events.count } == 256)
    }

    @Test func proseIsNotJSON() throws {
        let result = parse(try sample("awsdoc/awsdoc-cloudtrail-log-file-custom-validation-3.txt"))
        #expect(result.error?.code == .notJSON)
        #expect(result.events.isEmpty)
    }

    /// The JSON files of a folder, or the file itself.
    static func files(of name: String) throws -> [String] {
        let path = SharedFiles.folder.appending(path: "samples/cloudtrail/" + name).path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CocoaError(.fileNoSuchFile)
        }
        guard isFolder.boolValue else { return [name] }
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasSuffix(".txt") }.sorted()
            .map { name + "/" + $0 }
    }
}
