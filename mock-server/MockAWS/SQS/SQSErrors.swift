import AWSOperations

/// The errors of SQS: its API reference, with the codes of the query protocol that JSON answers tell in a header.
extension AWSError {
    /// An error.
    ///
    /// - Parameters:
    ///   - code: the code of JSON answers.
    ///   - old: the code of the query protocol.
    ///   - message: the message.
    ///   - status: the HTTP status.
    /// - Returns: the error.
    static func sqs(_ code: String, old: String? = nil, _ message: String, status: Int = 400) -> AWSError {
        AWSError(
            code: code, message: message, httpStatus: status, service: .sqs,
            details: [AWSError.queryErrorKey: (old ?? code) + ";Sender"])
    }

    static var noSuchQueue: AWSError {
        .sqs(
            "QueueDoesNotExist", old: "AWS.SimpleQueueService.NonExistentQueue",
            "The specified queue does not exist.")
    }

    static func missingQueueParameter(_ name: String) -> AWSError {
        .sqs(
            "MissingRequiredParameterException", old: "MissingParameter",
            "The request must contain the parameter \(name).")
    }

    static func invalidQueueParameter(_ message: String) -> AWSError {
        .sqs("InvalidParameterValueException", old: "InvalidParameterValue", message)
    }

    static func invalidQueueParameter(_ name: String, _ value: String, _ reason: String) -> AWSError {
        invalidQueueParameter("Value \(value) for parameter \(name) is invalid. Reason: \(reason)")
    }

    static func invalidQueueAttribute(_ name: String) -> AWSError {
        .sqs("InvalidAttributeValue", "Invalid value for the parameter \(name).")
    }

    static func invalidReceiptHandle(_ handle: String) -> AWSError {
        .sqs("ReceiptHandleIsInvalid", "The input receipt handle \"\(handle)\" is not a valid receipt handle.")
    }
}
