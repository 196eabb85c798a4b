import CloudTrailReader
import CloudTrailSetup
import CloudTrailStore
import CommandLines

extension ExitStatus {
    /// The status for an error that ended the command.
    init(endedBy error: any Error) {
        switch error {
        case let error as TrailReaderError:
            switch error.code {
            case .badLocation, .badOption: self = .usage
            case .noLogFiles, .temporaryFile: self = .incomplete
            case .quarantine: self = .output
            }
        case let error as ScanStateError:
            switch error.code {
            case .otherLocation, .notAState, .newerVersion: self = .usage
            case .locked, .unusable: self = .incomplete
            }
        case is SetupError: self = .incomplete
        default: self.init(error)
        }
    }
}
