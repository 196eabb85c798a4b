import AWSOperations

/// The errors of S3: S3 API reference, "Error responses", with the elements that AWS is seen to add.
extension AWSError {
    static func s3(_ code: String, _ message: String, status: Int, _ details: [String: String] = [:]) -> AWSError {
        AWSError(code: code, message: message, httpStatus: status, service: .s3, details: details)
    }

    static func noSuchBucket(_ name: String) -> AWSError {
        .s3("NoSuchBucket", "The specified bucket does not exist", status: 404, ["BucketName": name])
    }

    static func noSuchKey(_ key: String) -> AWSError {
        .s3("NoSuchKey", "The specified key does not exist.", status: 404, ["Key": key])
    }

    /// An object of a recording that was listed and never fetched.
    static func notRecorded(_ key: String) -> AWSError {
        .s3(
            "NotRecorded", "mock-aws: the recording lists this object, and has no answer with its content.",
            status: 404, ["Key": key])
    }

    static func invalidArgument(_ name: String, _ value: String, _ message: String) -> AWSError {
        .s3("InvalidArgument", message, status: 400, ["ArgumentName": name, "ArgumentValue": value])
    }

    static func invalidRequest(_ message: String) -> AWSError {
        .s3("InvalidRequest", message, status: 400)
    }

    static var malformedXML: AWSError {
        .s3(
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published schema", status: 400)
    }

    static func preconditionFailed(_ condition: String) -> AWSError {
        .s3(
            "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", status: 412,
            ["Condition": condition])
    }

    static func keyTooLong(_ key: String) -> AWSError {
        .s3(
            "KeyTooLongError", "Your key is too long", status: 400,
            ["Size": String(key.utf8.count), "MaxSizeAllowed": "1024"])
    }

    /// A bucket that lies in another region than the request was signed for.
    static func wrongRegion(bucket: String, region: String, context: MockContext) -> AWSError {
        if context.isStrict {
            return .s3(
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; the region '\(context.region)' is wrong; expecting '\(region)'",
                status: 400, ["Region": region, "x-amz-bucket-region": region])
        }
        return .s3(
            "PermanentRedirect",
            "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all "
                + "future requests to this endpoint.", status: 301,
            [
                "Bucket": bucket, "Endpoint": "\(bucket).s3.\(region).amazonaws.com", "x-amz-bucket-region": region,
            ])
    }
}
