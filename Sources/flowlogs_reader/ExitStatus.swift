import CommandLines
import FlowLogsReader

extension ExitStatus {
    /// The status for an error that ended the command.
    init(endedBy error: any Error) {
        guard let error = error as? ReaderError else {
            self.init(error)
            return
        }
        self = error.code == .noFlowLogs ? .incomplete : .usage
    }
}
