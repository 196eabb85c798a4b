/// Records from elsewhere than a parser.
extension FlowRecord {
    /// Reads the message of a CloudWatch Logs event.
    ///
    /// - Parameters:
    ///   - message: the field values, divided by blanks.
    ///   - format: the columns.
    /// - Throws: ``FlowLogError`` where a parser would skip the line, with the cause.
    public init(message: String, format: FlowLogFormat = .default) throws(FlowLogError) {
        var parser = FlowLogParser(formats: [format])
        var batches = parser.append(line: Array(message.utf8))
        batches += parser.finish()
        guard let record = batches.first?.first else {
            let cause = parser.counters.skipped.keys.first
            throw FlowLogError(
                .notARecord(cause),
                "flow log message is no record (\(cause?.rawValue ?? "empty")): \(message.prefix(200))")
        }
        self = record
    }

    /// Reads the message of a CloudWatch Logs event.
    ///
    /// - Parameters:
    ///   - message: the field values, divided by blanks.
    ///   - fields: the names of the columns, with hyphens or underscores.
    /// - Throws: ``FlowLogError`` where a parser would skip the line, with the cause.
    public init(message: String, fields: [String]) throws(FlowLogError) {
        try self.init(message: message, format: FlowLogFormat(names: fields))
    }

    /// Creates a record from values by field name, as Python's `FlowRecord(event_data)`.
    ///
    /// - Parameter fields: values as the log would spell them; an empty one is absent.
    /// - Throws: ``FlowLogError`` where a value holds white space, or where a parser would skip such a line.
    public init(_ fields: [String: String]) throws(FlowLogError) {
        let names = fields.keys.sorted()
        let format = FlowLogFormat(names: names)
        var bytes: [UInt8] = []
        var ends = [FieldEnd(-1)]
        for name in names {
            let value = Array((fields[name] ?? "").utf8)
            guard !value.contains(where: { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }) else {
                throw FlowLogError(.notARecord(nil), "the value of the flow log field \(name) holds white space")
            }
            bytes += value
            ends.append(FieldEnd(bytes.count))
            bytes.append(0x20)
        }
        guard bytes.count < 1 << 31 else {
            throw FlowLogError(.notARecord(.lineTooLong), "the flow log fields are 2 GiB or more")
        }
        let line = ScannedLine(firstEnd: 1, columnCount: names.count)
        if let cause = LineCheck(bytes.span, ends.span, line, format.rules).skipCause {
            throw FlowLogError(.notARecord(cause), "flow log fields are no record (\(cause.rawValue))")
        }
        self.init(
            storage: FlowRecordStorage(bytes: bytes, ends: ends, formats: [format]),
            row: FlowRow(firstEnd: 1, columnCount: names.count, format: 0, isPlain: false))
    }
}
