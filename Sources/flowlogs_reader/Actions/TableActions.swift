import CommandLines
import FlowLogs
import FlowLogsReader

/// Prints the addresses that occur as source or destination, IPv4 before IPv6, each once.
@MainActor
func printAddresses(_ reader: some FlowRecordReader, to output: ByteWriter) async throws {
    let sets = reader.mapBatches { batch in
        var addresses = AddressSet()
        addresses.insert(batch)
        return addresses
    }
    var all = AddressSet()
    for try await addresses in sets { all.merge(addresses) }
    for address in all.sorted() { try output.writeLine(address) }
}

/// Prints the records added up by 5-tuple, in order of first appearance.
@MainActor
func printAggregate(_ reader: some FlowRecordReader, to output: ByteWriter) async throws {
    let empty = FlowAggregator()
    let parts = reader.mapBatches { empty.keys(of: $0) }
    var whole = empty
    for try await flows in parts { whole.add(flows) }
    var text: [UInt8] = []
    whole.appendTableHeader(to: &text)
    try output.write(text)
    // In pieces, so that a large table is not held twice.
    for first in stride(from: 0, to: whole.count, by: 4096) {
        text.removeAll(keepingCapacity: true)
        whole.appendTableRows(first..<min(first + 4096, whole.count), to: &text)
        try output.write(text)
    }
}
