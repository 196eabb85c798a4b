import AWSOperations
import Recordings

/// The errors that faults answer, in each service's own words.
enum ServiceFault {
    /// Too many requests.
    ///
    /// S3: API reference "Error responses"; EC2 and CloudWatch Logs: "Common errors"; STS: AWS
    /// re:Post "Rate exceeded errors for IAM and AWS STS".
    static func throttle(_ operation: OperationDescriptor, retryAfterSeconds: Int?) -> AWSError {
        let (code, message) =
            switch operation.service {
            case .s3: ("SlowDown", "Please reduce your request rate.")
            case .logs: ("ThrottlingException", "Rate exceeded")
            case .ec2: ("RequestLimitExceeded", "Request limit exceeded.")
            case .sts, .sns: ("Throttling", "Rate exceeded")
            case .sqs: ("RequestThrottled", "Request is throttled.")
            case .cloudtrail: ("ThrottlingException", "Rate exceeded")
            }
        return make(operation, code, message, retryAfterSeconds: retryAfterSeconds)
    }

    /// A page token that the service does not take; nil for a service without pages.
    static func expiredToken(_ operation: OperationDescriptor, token: String) -> AWSError? {
        guard operation.name == GetLogEvents.operation.name || PageChange.isPaginated(operation) else { return nil }
        switch operation.service {
        case .s3:
            return .invalidArgument("continuation-token", token, "The continuation token provided is incorrect")
        case .logs: return make(operation, "InvalidParameterException", "The specified nextToken is invalid.")
        case .ec2: return make(operation, "InvalidNextToken", "The specified NextToken '\(token)' is invalid.")
        case .sns: return make(operation, "InvalidParameter", "Invalid parameter: NextToken")
        case .cloudtrail:
            let code = operation.name == "LookupEvents" ? "InvalidNextTokenException" : "InvalidTokenException"
            return make(operation, code, "The token is invalid.")
        case .sts, .sqs: return nil
        }
    }

    /// Whether an operation asks for something that can be gone.
    static func canVanish(_ operation: OperationDescriptor) -> Bool {
        switch operation.service {
        case .s3: operation.uri.hasPrefix("/{Bucket}") && ["GET", "HEAD", "DELETE"].contains(operation.method)
        case .logs: operation.errors["ResourceNotFoundException"] != nil
        case .ec2: operation.name == "DescribeFlowLogs" || operation.name == "DeleteFlowLogs"
        case .sns: operation.errors["NotFound"] != nil
        case .sqs: operation.errors["QueueDoesNotExist"] != nil
        case .cloudtrail: operation.errors["TrailNotFoundException"] != nil
        case .sts: false
        }
    }

    /// What a request asks for is gone; nil where it names nothing.
    static func vanished(_ operation: OperationDescriptor, _ request: FaultRequest) -> AWSError? {
        guard canVanish(operation) else { return nil }
        switch operation.service {
        case .s3:
            if let key = request.key { return .noSuchKey(key) }
            return request.bucket.map { .noSuchBucket($0) }
        case .logs:
            return make(
                operation, "ResourceNotFoundException",
                "The specified log \(request.logStreams.isEmpty ? "group" : "stream") does not exist.")
        case .ec2:
            let id = request.identity.key.parameters.first { $0.name.hasPrefix("FlowLogId") }?.value
            return id.map { make(operation, "InvalidFlowLogId.NotFound", "The flow log ID '\($0)' does not exist") }
        case .sns: return make(operation, "NotFound", "Topic does not exist")
        case .sqs: return make(operation, "QueueDoesNotExist", "The specified queue does not exist.")
        case .cloudtrail: return make(operation, "TrailNotFoundException", "Unknown trail.")
        case .sts: return nil
        }
    }

    /// The error that a rule names.
    static func error(
        _ error: FaultEffect.ServiceError, _ operation: OperationDescriptor, rule: String
    ) -> AWSError {
        make(
            operation, error.code,
            error.message ?? usualMessages[error.code] ?? "The fault rule '\(rule)' of mock-aws answers \(error.code).",
            status: error.status, retryAfterSeconds: error.retryAfterSeconds)
    }

    private static func make(
        _ operation: OperationDescriptor, _ code: String, _ message: String, status: Int? = nil,
        retryAfterSeconds: Int? = nil
    ) -> AWSError {
        AWSError(
            code: code, message: message, httpStatus: status ?? usualStatus(of: code, operation),
            service: operation.service, retryAfter: retryAfterSeconds.map { .seconds($0) })
    }

    /// The status that the service answers a code with: the operation's own, else the service's, else AWS's usual one.
    static func usualStatus(of code: String, _ operation: OperationDescriptor) -> Int {
        if let status = operation.errors[code] { return status }
        // The query services answer 403 for credentials, S3 answers 400: IAM User Guide "Troubleshoot Signature
        // Version 4 signing", S3 API reference "Error responses".
        if code == "ExpiredToken", operation.service != .s3 { return 403 }
        return AWSError.usualStatus(ofCode: code)
    }

    private static let usualMessages: [String: String] = [
        "AccessDenied": "Access Denied", "SlowDown": "Please reduce your request rate.",
        "InternalError": "We encountered an internal error. Please try again.",
        "InternalFailure": "The request processing has failed because of an unknown error, exception or failure.",
        "ServiceUnavailable": "The service is unable to handle your request at this time.",
        "ServiceUnavailableException": "The service cannot complete the request.",
        "ThrottlingException": "Rate exceeded", "Throttling": "Rate exceeded",
        "RequestLimitExceeded": "Request limit exceeded.", "ExpiredToken": "The provided token has expired.",
        "ExpiredTokenException": "The security token included in the request is expired",
        "RequestTimeout": "Your socket connection to the server was not read from or written to within the timeout "
            + "period. Idle connections will be closed.",
        "NoSuchKey": "The specified key does not exist.", "NoSuchBucket": "The specified bucket does not exist",
    ]
}
