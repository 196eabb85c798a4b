import FlowLogs
import TrafficSynthesis

/// Makes the text of all objects, and says how fast that went.
struct DryRun {
    let synthesis: FlowLogSynthesis
    let work: OrderedWork

    func run(_ trail: TrailSynthesis?, flowLogs: Bool) throws {
        let synthesis = synthesis
        if flowLogs {
            try run(synthesis.objects.count, "records", "objects") { index in
                let content = synthesis.content(of: synthesis.objects[index])
                return (content.recordCount, content.byteCount)
            }
        }
        guard let trail else { return }
        try run(trail.objects.count, "events", "log files") { index in
            let file = trail.file(of: trail.objects[index])
            return (file.recordCount, file.content.count)
        }
    }

    /// Makes texts, each of so many records and bytes, and prints their sums.
    private func run(
        _ count: Int, _ records: String, _ texts: String, make: @escaping @Sendable (Int) -> (Int, Int)
    ) throws {
        var sum = (records: 0, bytes: 0)
        let begin = ContinuousClock.now
        try work.run(count, make: make) { _, counts in
            sum.records += counts.0
            sum.bytes += counts.1
        }
        let time = ContinuousClock.now - begin
        let milliseconds = max(
            1, Int(time.components.seconds) * 1000 + Int(time.components.attoseconds / 1_000_000_000_000_000))
        print(
            "\(sum.records) \(records), \(sum.bytes) bytes of text in \(count) \(texts), \(milliseconds) ms, "
                + "\(sum.records * 1000 / milliseconds) \(records)/s, \(sum.bytes / 1000 / milliseconds) MB/s")
    }
}
