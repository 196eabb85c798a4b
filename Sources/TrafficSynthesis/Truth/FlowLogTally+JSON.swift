import Digests
import FlowLogs
import JSON

extension FlowLogTally {
    /// How many of the most are listed.
    private static let most = 20

    /// Everything, with the members in a fixed order.
    public var json: JSONValue {
        .object([
            .init("records", .integer(Int64(total.records))),
            .init("packets", .integer(total.packets)),
            .init("bytes", .integer(total.bytes)),
            .init("headerLines", .integer(Int64(headerLines))),
            .init(
                "byAction",
                FlowLogTally.counts([
                    ("ACCEPT", accepted), ("REJECT", rejected), ("absent", total.records - accepted - rejected),
                ])),
            .init(
                "byLogStatus",
                FlowLogTally.counts([
                    ("NODATA", statuses[1]), ("OK", statuses[0]), ("SKIPDATA", statuses[2]),
                    ("absent", recordsWithoutStatus),
                ])),
            .init(
                "skipped",
                FlowLogTally.counts(
                    zip(FlowLogSkipCause.allCases, skipped).map { ($0.rawValue, $1) }.filter { $0.1 > 0 }
                        .sorted { $0.0 < $1.0 })),
            .init(
                "addressPairs",
                .object([
                    .init("count", .integer(Int64(pairs.count))), .init("mostBytes", mostPairs),
                ])),
            .init("topTalkers", topTalkers),
            .init("ipset", FlowLogTally.answer(addressText, lines: addresses.count)),
            .init("aggregate", aggregateAnswer),
        ])
    }

    private static func counts(_ counts: [(String, Int)]) -> JSONValue {
        .object(counts.map { .init($0.0, .integer(Int64($0.1))) })
    }

    static func members(_ sum: Sum) -> [JSONValue.Member] {
        [
            .init("records", .integer(Int64(sum.records))), .init("packets", .integer(sum.packets)),
            .init("bytes", .integer(sum.bytes)),
        ]
    }

    /// The keys of the greatest sums of bytes; among equal ones those that came first.
    private static func greatest(_ sums: [Sum]) -> [Int] {
        Array(sums.indices.sorted { (sums[$1].bytes, $0) < (sums[$0].bytes, $1) }.prefix(most))
    }

    private var mostPairs: JSONValue {
        .array(
            FlowLogTally.greatest(pairSums).map { index in
                let key = pairs.keys[index]
                let source = IPAddress(AddressCode(key.low >> 32), isIPv6: key.high == 1)
                let destination = IPAddress(AddressCode(key.low & 0xFFFF_FFFF), isIPv6: key.high == 1)
                return .object(
                    [
                        .init("srcaddr", .string(source.description)),
                        .init("dstaddr", .string(destination.description)),
                    ] + FlowLogTally.members(pairSums[index]))
            })
    }

    private var topTalkers: JSONValue {
        .array(
            FlowLogTally.greatest(talkerSums).map { index in
                let key = talkers.keys[index]
                let source = IPAddress(AddressCode(truncatingIfNeeded: key.low), isIPv6: key.high == 1)
                return .object(
                    [.init("srcaddr", .string(source.description))] + FlowLogTally.members(talkerSums[index]))
            })
    }

    private var addressText: [UInt8] { addressLines().flatMap { Array(($0 + "\n").utf8) } }

    private static func answer(_ text: [UInt8], lines: Int) -> JSONValue {
        .object([.init("lines", .integer(Int64(lines))), .init("sha256", .string(SHA256.hash(text).hexString))])
    }

    private var aggregateAnswer: JSONValue {
        let digest = SHA256()
        writeAggregate { digest.update($0) }
        return .object([
            .init("lines", .integer(Int64(rows.count + 1))), .init("sha256", .string(digest.finalize().hexString)),
        ])
    }
}
