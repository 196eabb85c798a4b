import FlowLogs
import TrafficSynthesis

/// Makes the text of all objects, and says how fast that went.
struct DryRun {
    let synthesis: FlowLogSynthesis
    let work: OrderedWork

    func run() throws {
        var records = 0
        var bytes = 0
        let (synthesis, begin) = (synthesis, ContinuousClock.now)
        try work.run(synthesis.objects.count) { index in
            let content = synthesis.content(of: synthesis.objects[index])
            return (content.recordCount, content.byteCount)
        } take: { _, counts in
            records += counts.0
            bytes += counts.1
        }
        let time = ContinuousClock.now - begin
        let milliseconds = max(
            1, Int(time.components.seconds) * 1000 + Int(time.components.attoseconds / 1_000_000_000_000_000))
        print(
            "\(records) records, \(bytes) bytes of text in \(synthesis.objects.count) objects, \(milliseconds) ms, "
                + "\(records * 1000 / milliseconds) records/s, \(bytes / 1000 / milliseconds) MB/s")
    }
}
