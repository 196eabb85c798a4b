import AWSClient
import AWSOperations
import ArgumentParser
import CloudTrailReader
import CommandLines

/// What is said to LookupEvents only.
struct LookupArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What CloudTrail looks for itself: EventId, EventName, EventSource, ReadOnly, Username, ResourceType, "
                + "ResourceName or AccessKeyId (default: the first of --event-name, --event-source and --read-only that "
                + "has one value).",
            valueName: "key=value"))
    var lookupAttribute: String?

    /// What CloudTrail looks for itself; nil where it is not said.
    var attribute: LookupEvents.Attribute? {
        get throws(UsageError) {
            guard let text = lookupAttribute.nonEmpty else { return nil }
            // The first sign: values have signs of their own, such as those of Base64.
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw UsageError("--lookup-attribute '\(text)' is no attribute; give one such as Username=alice")
            }
            let known = LookupEvents.Attribute.knownKeys
            guard known.contains(parts[0]) else {
                throw UsageError(
                    "--lookup-attribute '\(parts[0])' is no attribute that CloudTrail knows; give one of "
                        + known.joined(separator: ", "))
            }
            return LookupEvents.Attribute(attributeKey: parts[0], attributeValue: parts[1])
        }
    }
}

extension ScanCommand {
    /// Reads what CloudTrail finds.
    @MainActor
    func lookUp(_ options: ScanOptions, to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        var lookup = LookupOptions()
        lookup.startTime = options.startTime
        lookup.endTime = options.endTime
        lookup.attribute = try self.lookup.attribute ?? LookupEvents.Attribute(of: events.selection)
        let clients = try (options.regions?.sorted() ?? []).map { region in
            var aws = aws
            aws.region = region
            return try aws.client(diagnostics: diagnostics)
        }
        let interrupt = ReadingInterrupt()
        return try await run(
            lookup, clients.isEmpty ? [aws.client(diagnostics: diagnostics)] : clients,
            into: try events.output(to: output, window: options, diagnostics: diagnostics, interrupt: interrupt),
            interrupt, diagnostics)
    }

    @MainActor
    private func run(
        _ options: LookupOptions, _ clients: [AWSClient], into sink: some EventOutput, _ interrupt: ReadingInterrupt,
        _ diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        let lookup = EventLookup(
            clients: clients, sink: sink, options: options, interrupt: interrupt, onEvent: { diagnostics.tell($0) })
        let reading = EventReading(diagnostics: diagnostics)
        return try await reading.run(into: sink, report: { ["lookup: \(lookup.report)"] }, interrupt: interrupt) {
            try await lookup.run().hasGaps
        }
    }
}
