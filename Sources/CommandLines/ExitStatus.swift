import AWSClient
import AWSOperations
import Glibc
import HTTPTransport

/// How a command ends.
///
/// The numbers are those of `sysexits.h` where it has one.
package enum ExitStatus: Int32 {
    /// All that was asked for was read.
    case success = 0
    /// Something could not be read; standard error says what.
    case incomplete = 1
    /// The arguments are wrong.
    case usage = 64
    /// AWS cannot be reached, or refuses these credentials.
    case unavailable = 69
    /// The output could not be written.
    case output = 74

    /// The status for an error that ended the command; what is known to no module but the command's is `.incomplete`.
    package init(_ error: any Error) {
        switch error {
        case let error as OutputError: self = error.isClosedPipe ? .success : .output
        case is UsageError, is AWSConfigurationError: self = .usage
        case is CredentialsError, is TransportError: self = .unavailable
        case let error as AWSError: self = ExitStatus.isRefusal(error) ? .unavailable : .incomplete
        default: self = .incomplete
        }
    }

    /// Whether AWS refuses the credentials, or does not serve at all.
    private static func isRefusal(_ error: AWSError) -> Bool {
        error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus >= 500
            || refusals.contains { error.code.hasPrefix($0) }
    }

    /// The beginnings of the codes by which services refuse credentials, or everything for now, with status 400.
    private static let refusals = [
        "AccessDenied", "AuthFailure", "ExpiredToken", "IncompleteSignature", "InvalidAccessKeyId",
        "InvalidClientTokenId", "InvalidSignature", "InvalidToken", "MissingAuthenticationToken", "OptInRequired",
        "RequestExpired", "RequestLimitExceeded", "RequestTimeTooSkewed", "SignatureDoesNotMatch", "Throttl",
        "TooManyRequests", "UnauthorizedOperation", "UnrecognizedClient",
    ]
}

/// Arguments that make no sense, in one line.
package struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension ExitStatus {
    /// Ends the process.
    ///
    /// Reading ahead may still go on in other threads, for which `exit(3)` would pull the rug from under libcrypto.
    public func leave() -> Never {
        _exit(rawValue)
    }
}
