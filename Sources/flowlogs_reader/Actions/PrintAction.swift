import CommandLines
import FlowLogs
import FlowLogsReader

/// Lines of output made of one batch.
private struct PrintedRecords: Sendable {
    var bytes: [UInt8]
    var count: Int

    /// The bytes of the first `limit` lines.
    func prefix(_ limit: Int) -> ArraySlice<UInt8> {
        guard limit < count else { return bytes[...] }
        var end = bytes.startIndex
        for _ in 0..<limit {
            guard let newline = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) else { return bytes[...] }
            end = newline + 1
        }
        return bytes[..<end]
    }
}

/// Prints the records, or the first `limit` of them.
@MainActor
func printRecords(
    _ reader: some FlowRecordReader, limit: Int?, zeroAsDash: Bool, to output: ByteWriter
) async throws {
    let printer = FlowRecordPrinter(zeroAsDash: zeroAsDash)
    let printed = reader.mapBatches { batch in
        var bytes: [UInt8] = []
        printer.append(batch, to: &bytes)
        return PrintedRecords(bytes: bytes, count: batch.count)
    }
    var left = limit ?? .max
    for try await records in printed {
        try output.write(records.prefix(left))
        left -= min(left, records.count)
        if left == 0 { break }
    }
}

/// Prints the records whose source or destination is one of the addresses.
@MainActor
func printRecords(
    _ reader: some FlowRecordReader, matching filter: AddressFilter, zeroAsDash: Bool, to output: ByteWriter
) async throws {
    let printer = FlowRecordPrinter(zeroAsDash: zeroAsDash)
    let printed = reader.mapBatches { batch in
        var bytes: [UInt8] = []
        printer.append(filter.select(batch), to: &bytes)
        return bytes
    }
    for try await bytes in printed where !bytes.isEmpty {
        try output.write(bytes)
    }
}
