import FlowLogs
import Testing

@testable import TrafficSynthesis

/// Log groups hold the same records as the bucket, event by event.
@Suite struct CloudWatchTests {
    private struct Event {
        var time: Int64
        var ingestion: Int64
        var message: [UInt8]
    }

    private static func events(_ text: [UInt8]) -> [Event] {
        text.split(separator: 0x0A).compactMap { line in
            let parts = line.split(separator: 0x20, maxSplits: 1)
            let times = parts[0].split(separator: 0x2C).compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
            guard times.count == 2 else { return nil }
            return Event(time: times[0], ingestion: times[1], message: Array(parts[1]))
        }
    }

    @Test(arguments: TestFormats.all.indices, [Int64(60), 600])
    func eventsReadInTheirOrderGiveWhatTheGeneratorKnows(format: Int, seconds: Int64) throws {
        var configuration = SynthesisConfiguration()
        configuration.format = TestFormats.all[format]
        guard seconds == 60 || !configuration.isTransit else { return }
        configuration.aggregationInterval = seconds
        configuration.duration = 1200
        configuration.recordsPerSecond = 1
        let synthesis = try FlowLogSynthesis(configuration)
        var tally = FlowLogTally(configuration.format)
        var reading = GeneratedReading()
        reading.parser = FlowLogParser(formats: [configuration.format])
        var last: Int64 = 0
        for window in synthesis.windows {
            let made = synthesis.events(ofNetwork: 0, inWindow: window)
            tally.add(made)
            var events: [Event] = []
            for (stream, text) in made.lines {
                let own = Self.events(text)
                #expect(stream.name.hasSuffix("-all") && !own.isEmpty)
                #expect(zip(own, own.dropFirst()).allSatisfy { $0.time <= $1.time && $0.ingestion == $1.ingestion })
                #expect(own.allSatisfy { $0.ingestion > (window + 1) * seconds * 1000 })
                events += own
            }
            // As the service merges streams: by time, then ingestion time; what is left is one stream's.
            let order = events.indices.sorted {
                (events[$0].time, events[$0].ingestion, $0) < (events[$1].time, events[$1].ingestion, $1)
            }
            #expect(order.first.map { events[$0].time >= last } != false)
            last = order.last.map { events[$0].time } ?? last
            for index in order {
                for batch in reading.parser.append(line: events[index].message) { reading.add(batch) }
            }
        }
        for batch in reading.parser.finish() { reading.add(batch) }
        reading.check(tally, "format \(format)")

        var other = GeneratedReading()
        let bucket = synthesis.tally(reading: &other)
        #expect(bucket.recordCount == tally.recordCount && bucket.total == tally.total)
        #expect(bucket.addressLines() == tally.addressLines())
    }
}
