import HTTPMessages

/// The AWS services spoken here.
///
/// A further service is a further case, its row in ``traits``, and a folder in `Operations`.
public enum AWSService: String, Sendable, Hashable, CaseIterable {
    /// CloudWatch Logs.
    case logs
    /// Elastic Compute Cloud: the flow log subscriptions.
    case ec2
    /// Simple Storage Service.
    case s3
    /// Security Token Service.
    case sts
    /// Simple Notification Service.
    case sns
    /// Simple Queue Service.
    case sqs
    /// CloudTrail.
    case cloudtrail

    /// What the wire protocol needs to know of the service.
    ///
    /// Source: `metadata` of each service's API model (botocore 1.43, `data/<service>/<version>/service-2.json`).
    public var traits: ServiceTraits {
        switch self {
        case .logs: ServiceTraits(wireProtocol: .awsJSON11, apiVersion: "2014-03-28", targetPrefix: "Logs_20140328")
        case .ec2:
            ServiceTraits(
                wireProtocol: .ec2Query, apiVersion: "2016-11-15",
                xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/")
        case .s3:
            ServiceTraits(
                wireProtocol: .restXML, apiVersion: "2006-03-01",
                xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/")
        case .sts:
            ServiceTraits(
                wireProtocol: .query, apiVersion: "2011-06-15",
                xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/")
        case .sns:
            ServiceTraits(
                wireProtocol: .query, apiVersion: "2010-03-31",
                xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/")
        case .sqs:
            ServiceTraits(
                wireProtocol: .awsJSON10, apiVersion: "2012-11-05", targetPrefix: "AmazonSQS",
                xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/", isQueryCompatible: true)
        case .cloudtrail:
            ServiceTraits(
                wireProtocol: .awsJSON11, apiVersion: "2013-11-01",
                targetPrefix: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101")
        }
    }

    /// The service name in a signature's scope.
    public var signingName: String { rawValue }

    /// The first label of the service's host names, as in `logs.us-east-1.amazonaws.com`.
    public var endpointPrefix: String { rawValue }

    /// The name in `AWS_ENDPOINT_URL_<NAME>`: the service id, upper case, spaces as underscores.
    public var environmentID: String {
        switch self {
        case .logs: "CLOUDWATCH_LOGS"
        case .ec2: "EC2"
        case .s3: "S3"
        case .sts: "STS"
        case .sns: "SNS"
        case .sqs: "SQS"
        case .cloudtrail: "CLOUDTRAIL"
        }
    }

    /// The version of the API, `Version` in query requests.
    public var apiVersion: String { traits.apiVersion }

    /// What stands before the operation's name in `X-Amz-Target`; nil where the protocol has no such header.
    public var targetPrefix: String? { traits.targetPrefix }

    /// The namespace of the service's XML documents; nil where it has none.
    public var xmlNamespace: String? { traits.xmlNamespace }

    /// The wire protocol.
    public var wireProtocol: AWSWireProtocol { traits.wireProtocol }

    /// The wire protocol of a request that asks the service.
    ///
    /// It is the service's own, unless the service spoke the query protocol once, and the client still does.
    public func wireProtocol(of request: HTTPRequest) -> AWSWireProtocol {
        traits.isQueryCompatible && request.headers["X-Amz-Target"] == nil ? .query : wireProtocol
    }
}

/// The wire protocols of AWS that are spoken here.
public enum AWSWireProtocol: String, Sendable, Hashable, CaseIterable {
    /// JSON with `X-Amz-Target`, version 1.0.
    case awsJSON10
    /// JSON with `X-Amz-Target`, version 1.1.
    case awsJSON11
    /// A form with `Action` and `Version`, answered in XML with an `…Result` element.
    case query
    /// EC2's own form of the query protocol.
    case ec2Query
    /// Methods, paths, query and headers, with XML or plain bytes as body.
    case restXML
}

/// What a wire protocol needs to know of a service.
public struct ServiceTraits: Sendable, Hashable {
    /// The wire protocol.
    public var wireProtocol: AWSWireProtocol
    /// The version of the API.
    public var apiVersion: String
    /// What stands before the operation's name in `X-Amz-Target`.
    public var targetPrefix: String?
    /// The namespace of the service's XML documents.
    public var xmlNamespace: String?
    /// Whether the service spoke the query protocol once, and tells its old error codes to those who ask for them.
    public var isQueryCompatible: Bool

    /// Creates traits.
    public init(
        wireProtocol: AWSWireProtocol, apiVersion: String, targetPrefix: String? = nil, xmlNamespace: String? = nil,
        isQueryCompatible: Bool = false
    ) {
        self.wireProtocol = wireProtocol
        self.apiVersion = apiVersion
        self.targetPrefix = targetPrefix
        self.xmlNamespace = xmlNamespace
        self.isQueryCompatible = isQueryCompatible
    }
}
