import FlowLogs
import TimeShift

extension World {
    /// The formats in which flow logs write to a group, each once.
    static func formats(of group: WorldLogGroup, in flowLogs: [WorldFlowLog]) -> [FlowLogFormat] {
        var formats: [FlowLogFormat] = []
        for flowLog in flowLogs
        where flowLog.logGroupName == group.name && flowLog.region == group.region && flowLog.account == group.account {
            guard let format = FlowLogFormat(flowLog.logFormat), !formats.contains(format) else { continue }
            formats.append(format)
        }
        return formats
    }
}

extension LogEventTable {
    /// The events moved in time: time stamps, ingestion times, and the times in flow log records and JSON messages.
    ///
    /// - Parameters:
    ///   - delta: by how much.
    ///   - formats: those of the flow logs that write here; without any, the default formats are known by their shape.
    /// - Returns: as many events, in order.
    func shifted(by delta: ShiftDelta, formats: [FlowLogFormat]) -> LogEventTable {
        var records = ShiftedRecords(by: delta, formats: formats)
        var table = LogEventTable()
        table.reserve(bytes.count)
        for entry in entries {
            let message = self.message(entry)
            let moved =
                message.first == UInt8(ascii: "{")
                ? ShiftedJSON.shift(Array(message), by: delta) : records.message(message)
            // No event happened before 1970.
            table.append(
                timestamp: max(0, entry.timestamp + delta.milliseconds),
                ingestionTime: max(0, entry.ingestionTime + delta.milliseconds), arrival: entry.arrival, message: moved)
        }
        table.sort()
        return table
    }
}
