import AWSOperations

/// The errors of CloudTrail: its API reference. All have status 400.
extension AWSError {
    static func trail(_ code: String, _ message: String) -> AWSError {
        AWSError(code: code + "Exception", message: message, httpStatus: 400, service: .cloudtrail)
    }

    static func unknownTrail(_ arn: String, account: String) -> AWSError {
        .trail("TrailNotFound", "Unknown trail: \(arn) for the user: \(account)")
    }
}
