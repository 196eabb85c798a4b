import CloudTrailReader
import Locking
import ScanSupport
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct BucketScannerTests {
    private let bench = ScanBench()

    @Test(arguments: [0, 1, 3, 16, .max])
    func everyAccountRegionOrganizationAndDayIsReadInOrder(threads: Int) async throws {
        var keys: [String] = []
        for organization in [nil, "o-example"] {
            for account in ["123456789012", "210987654321"] {
                for region in ["eu-west-1", "us-east-1"] {
                    for minute in [-500 * 1440, -1440, 5, 10] {
                        keys.append(
                            ScanBench.key(minute, account: account, region: region, organization: organization))
                    }
                }
            }
        }
        for key in keys { bench.bucket.put(key, "text of " + key) }
        for other in ["Config", "CloudTrail-Digest", "vpcflowlogs"] {
            bench.bucket.put("AWSLogs/123456789012/\(other)/us-east-1/2026/03/04/x.json.gz", "no")
        }
        let report = try await bench.scan(options: bench.options(threads: threads))
        let taken = bench.sink.takeObjects()
        #expect(taken.map(\.key) == keys.sorted())
        #expect(taken.allSatisfy { $0.text == "text of " + $0.key })
        #expect(report.listed == 32 && report.read == 32 && !report.hasGaps)
    }

    @Test func secondScanReadsNothing() async throws {
        for minute in 0..<7 { bench.bucket.put(ScanBench.key(minute), "x") }
        _ = try await bench.scan()
        let report = try await bench.scan()
        #expect(bench.sink.takeKeys().count == 7)
        #expect(report.listed == 7 && report.alreadySeen == 7 && report.read == 0 && report.late == 0)
    }

    @Test func filesThatComeLateOrSortBeforeOthersAreRead() async throws {
        bench.bucket.put(ScanBench.key(10, "mmmm"), "x")
        bench.bucket.put(ScanBench.key(20, "mmmm"), "x")
        _ = try await bench.scan()
        _ = bench.sink.takeKeys()
        // Behind the watermark, the same minute with an earlier suffix, the day before, and one that is not late.
        let late = [ScanBench.key(-30), ScanBench.key(5), ScanBench.key(20, "aaaa")]
        for key in late + [ScanBench.key(30)] { bench.bucket.put(key, "x") }
        let report = try await bench.scan()
        #expect(bench.sink.takeKeys() == late + [ScanBench.key(30)])
        // Nothing was read of the day before.
        #expect(report.late == 2 && report.read == 4 && report.alreadySeen == 2)
    }

    @Test func dayIsClosedWhenItsLatenessIsOver() async throws {
        let key = ScanBench.key(0)
        bench.bucket.put(key, "x")
        let day = ScanDay(folder: "AWSLogs/123456789012/CloudTrail/us-east-1/", date: ScanDate(ScanBench.midnight))
        let options = bench.options { $0.lateness = .seconds(36 * 3600) }
        for (hours, isClosed) in [(0, false), (47, false), (2, true)] {
            bench.wait(hours: Int64(hours))
            _ = try await bench.scan(options: options)
            let seen = try await bench.state.seen(on: day)
            #expect((seen.closed?.ledger.count == 1) == isClosed)
            #expect(seen.names.isEmpty == isClosed)
        }
        _ = bench.bucket.takeListings()
        let report = try await bench.scan(options: options)
        #expect(!bench.bucket.takeListings().contains(day.prefix))
        #expect(report.closedDays == 1 && report.listed == 0)
        #expect(bench.sink.takeKeys() == [key])
    }

    @Test func windowGoesByTheMinuteOfDelivery() async throws {
        for minute in [-1, 0, 1, 2, 3] { bench.bucket.put(ScanBench.key(minute), "x") }
        let options = bench.options {
            // In the middle of minute 0, up to the beginning of minute 2.
            $0.startTime = ScanBench.midnight.adding(seconds: 30)
            $0.endTime = ScanBench.midnight.adding(seconds: 120)
        }
        bench.wait(hours: 1000)
        let report = try await bench.scan(options: options)
        #expect(bench.sink.takeKeys() == [ScanBench.key(0), ScanBench.key(1)])
        #expect(report.listed == 2)
        // A day of which only a part was asked for is not closed.
        _ = try await bench.scan()
        #expect(bench.sink.takeKeys() == [-1, 2, 3].map { ScanBench.key($0) })
    }

    @Test func includedAccountsAndRegionsAreTheOnlyOnesListed() async throws {
        for account in ["111111111111", "222222222222"] {
            for region in ["eu-west-1", "us-east-1"] {
                bench.bucket.put(ScanBench.key(1, account: account, region: region), "x")
            }
        }
        _ = try await bench.scan(
            options: bench.options {
                $0.accounts = ["222222222222"]
                $0.regions = ["us-east-1"]
            })
        #expect(bench.sink.takeKeys() == [ScanBench.key(1, account: "222222222222")])
        #expect(!bench.bucket.takeListings().contains { $0.contains("111111111111") || $0.contains("eu-west-1/") })
    }

    @Test func bucketOfSomethingElseIsAnError() async throws {
        bench.bucket.put("AWSLogs/123456789012/Config/x", "x")
        await #expect(throws: TrailReaderError.self) { try await bench.scan() }
    }

    @Test func emptyBucketIsNoted() async throws {
        let events = Locked<[ScanEvent]>([])
        let scanner = try bench.scanner(onEvent: { event in events.withLock { $0.append(event) } })
        #expect(try await scanner.scan().hasGaps == false)
        #expect(events.withLock { $0 } == [.note("s3://bucket holds no objects at all")])
    }

    @Test func interruptEndsAfterWhatIsInHand() async throws {
        for minute in 0..<50 { bench.bucket.put(ScanBench.key(minute), "x") }
        let interrupt = ReadingInterrupt()
        let sink = CollectingSink(onDelivery: { if $0 == 3 { interrupt.raise() } })
        let report = try await bench.scanner(sink: sink, interrupt: interrupt).scan()
        #expect(report.wasInterrupted && report.hasGaps)
        let first = sink.takeKeys()
        #expect((3...10).contains(first.count))
        #expect(report.read == first.count)
        _ = try await bench.scan()
        #expect(first + bench.sink.takeKeys() == (0..<50).map { ScanBench.key($0) })
    }
}
