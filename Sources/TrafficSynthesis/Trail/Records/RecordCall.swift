/// A call that made-up records tell of: the members of a record that depend on the operation.
final class RecordCall: Sendable {
    /// How it ends where it fails.
    struct Failure: Sendable {
        let code: String?
        let message: String
        /// `responseElements`; a failed call mostly has none.
        var response = "null"
    }

    /// Who makes the call.
    enum Caller: Sendable {
        case anybody
        case one(RecordActor)
    }

    let source: String
    let name: String
    /// How many of the made-up calls are this one, beside the others.
    let weight: Int
    let isReadOnly: Bool
    /// Whether it only stands in us-east-1.
    let isGlobal: Bool
    let caller: Caller
    let request: RecordTemplate
    let response: RecordTemplate
    /// `resources`, `additionalEventData`, `sharedEventID` and the like.
    let extra: RecordTemplate?
    let failure: Failure?
    /// Of a hundred calls so many fail.
    let failurePercent: Int
    let isSignIn: Bool
    /// Whether the sign-in has a second factor.
    let usesMFA: Bool

    /// Everything before and behind what is drawn, put together once.
    let head: [UInt8]
    let failureText: [UInt8]
    let tail: RecordTemplate

    init(
        _ source: String, _ name: String, weight: Int = 4, readOnly: Bool = true, isGlobal: Bool = false,
        by caller: Caller = .anybody, request: String = "null", response: String = "null", extra: String? = nil,
        failure: Failure? = nil, failurePercent: Int = 8, version: String? = nil, isSignIn: Bool = false,
        usesMFA: Bool = false
    ) {
        self.source = source
        self.name = name
        self.weight = weight
        isReadOnly = readOnly
        self.isGlobal = isGlobal
        self.caller = caller
        self.request = RecordTemplate(request)
        self.response = RecordTemplate(response)
        self.extra = extra.map { RecordTemplate($0) }
        self.failure = failure
        self.failurePercent = failure == nil ? 0 : failurePercent
        self.isSignIn = isSignIn
        self.usesMFA = usesMFA
        head = Array(#","eventSource":"\#(source).amazonaws.com","eventName":"\#(name)","awsRegion":""#.utf8)
        var text = ""
        if let failure {
            if let code = failure.code { text += #""errorCode":"\#(code)","# }
            text += #""errorMessage":"\#(failure.message)","#
        }
        failureText = Array(text.utf8)
        let host = isGlobal ? "\(source).amazonaws.com" : "\(source).<region>.amazonaws.com"
        tail = RecordTemplate(
            #""eventType":"\#(isSignIn ? "AwsConsoleSignIn" : "AwsApiCall")","#
                + (version.map { #""apiVersion":"\#($0)","# } ?? "") + #""managementEvent":true,"#
                + #""recipientAccountId":"<account>","eventCategory":"Management","#
                + #""tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","#
                + #""clientProvidedHostHeader":"\#(isSignIn ? "signin.aws.amazon.com" : host)"}}"#)
    }

    static func denied(_ action: String, _ code: String = "AccessDenied") -> Failure {
        Failure(
            code: code,
            message: "User is not authorized to perform: \(action) because no identity-based policy allows the action")
    }

    /// `ConsoleLogin`: CloudTrail User Guide, "AWS Management Console sign-in events".
    static func signIn(
        _ actor: RecordActor, weight: Int, mfa: Bool, failure: Failure? = nil
    ) -> RecordCall {
        RecordCall(
            "signin", "ConsoleLogin", weight: weight, readOnly: false, by: .one(actor),
            response: #"{"ConsoleLogin":"Success"}"#,
            extra: #""additionalEventData":{"LoginTo":"https://console.aws.amazon.com/console/home","#
                + #""MobileVersion":"No","MFAUsed":"\#(mfa ? "Yes" : "No")"},"#,
            failure: failure, failurePercent: 100, isSignIn: true, usesMFA: mfa)
    }

    /// The calls, the frequent ones of an account with the greater weights.
    static let all: [RecordCall] = [
        RecordCall(
            "ec2", "DescribeInstances", weight: 14,
            request: #"{"maxResults":1000,"instancesSet":{},"filterSet":{}}"#,
            failure: denied("ec2:DescribeInstances", "Client.UnauthorizedOperation"), failurePercent: 3,
            version: "2016-11-15"),
        RecordCall(
            "ec2", "RunInstances", weight: 3, readOnly: false,
            request: #"{"instancesSet":{"items":[{"imageId":"ami-<hex17>","minCount":1,"maxCount":1}]},"#
                + #""instanceType":"m7g.large","monitoring":{"enabled":false}}"#,
            response: #"{"requestId":"<uuid>","reservationId":"r-<hex17>","ownerId":"<account>","instancesSet":"#
                + #"{"items":[{"instanceId":"i-<other17>","imageId":"ami-<hex17>","instanceState":{"code":0,"#
                + #""name":"pending"},"instanceType":"m7g.large","launchTime":1772600767000}]}}"#,
            failure: denied("ec2:RunInstances", "Client.UnauthorizedOperation"), failurePercent: 30,
            version: "2016-11-15"),
        RecordCall(
            "ec2", "TerminateInstances", weight: 1, readOnly: false,
            request: #"{"instancesSet":{"items":[{"instanceId":"i-<hex17>"}]}}"#,
            response: #"{"requestId":"<uuid>","instancesSet":{"items":[{"instanceId":"i-<hex17>","#
                + #""currentState":{"code":32,"name":"shutting-down"},"previousState":{"code":16,"name":"running"}}]}}"#,
            failure: Failure(
                code: "Client.InvalidInstanceID.NotFound", message: "The instance ID does not exist"),
            failurePercent: 15, version: "2016-11-15"),
        RecordCall(
            "ec2", "AuthorizeSecurityGroupIngress", weight: 2, readOnly: false,
            request: #"{"groupId":"sg-<hex17>","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"#
                + #""toPort":443,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}"#,
            response: #"{"requestId":"<uuid>","_return":true}"#, version: "2016-11-15"),
        RecordCall(
            "s3", "ListBuckets", weight: 4, request: #"{"Host":"s3.<region>.amazonaws.com"}"#,
            failure: denied("s3:ListAllMyBuckets"),
            version: "2006-03-01"),
        RecordCall(
            "s3", "GetBucketAcl", weight: 6,
            request: #"{"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","acl":""}"#,
            extra: #""resources":[{"accountId":"<account>","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::<bucket>"}],"#,
            version: "2006-03-01"),
        RecordCall(
            "s3", "PutBucketPolicy", weight: 1, readOnly: false,
            request: #"{"bucketName":"<bucket>","policy":"","Host":"<bucket>.s3.<region>.amazonaws.com"}"#,
            extra: #""resources":[{"accountId":"<account>","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::<bucket>"}],"#,
            failure: denied("s3:PutBucketPolicy"), failurePercent: 40, version: "2006-03-01"),
        RecordCall(
            "sts", "AssumeRole", weight: 10, by: .one(.service),
            request: #"{"roleArn":"arn:aws:iam::<account>:role/AppServer","roleSessionName":"i-<hex17>"}"#,
            response: #"{"credentials":{"accessKeyId":"ASIAAPPSERVEXAMPLE","expiration":"<time>"},"assumedRoleUser":"#
                + #"{"assumedRoleId":"AROAAPPSERVEREXAMPLE:i-<hex17>","arn":"#
                + #""arn:aws:sts::<account>:assumed-role/AppServer/i-<hex17>"}}"#,
            extra: #""resources":[{"accountId":"<account>","type":"AWS::IAM::Role","ARN":"#
                + #""arn:aws:iam::<account>:role/AppServer"}],"sharedEventID":"<uuid>","#),
        RecordCall(
            "sts", "AssumeRole", weight: 2, by: .one(.partner),
            request: #"{"roleArn":"arn:aws:iam::<account>:role/partner-reader","roleSessionName":"nightly","#
                + #""externalId":"0a1b2c3d"}"#,
            response: #"{"credentials":{"accessKeyId":"ASIAPARTNEREXAMPLE","expiration":"<time>"},"assumedRoleUser":"#
                + #"{"assumedRoleId":"AROAPARTNERREADEREXAMPLE:nightly","arn":"#
                + #""arn:aws:sts::<account>:assumed-role/partner-reader/nightly"}}"#,
            extra: #""resources":[{"accountId":"<account>","type":"AWS::IAM::Role","ARN":"#
                + #""arn:aws:iam::<account>:role/partner-reader"}],"sharedEventID":"<uuid>","#,
            failure: denied("sts:AssumeRole"), failurePercent: 25),
        RecordCall("sts", "GetCallerIdentity", weight: 5),
        RecordCall(
            "kms", "Decrypt", weight: 10,
            request: #"{"encryptionAlgorithm":"SYMMETRIC_DEFAULT","encryptionContext":{"aws:s3:arn":"#
                + #""arn:aws:s3:::<bucket>"}}"#,
            extra: #""resources":[{"accountId":"<account>","type":"AWS::KMS::Key","ARN":"#
                + #""arn:aws:kms:<region>:<account>:key/<uuid>"}],"#,
            failure: denied("kms:Decrypt"), failurePercent: 4),
        RecordCall(
            "logs", "CreateLogStream", weight: 4, readOnly: false,
            request: #"{"logGroupName":"/aws/lambda/resize-images","logStreamName":"2026/[$LATEST]<hex17>"}"#,
            failure: Failure(
                code: "ResourceAlreadyExistsException", message: "The specified log stream already exists"),
            version: "20140328"),
        RecordCall(
            "lambda", "UpdateFunctionCode20150331v2", weight: 1, readOnly: false,
            request: #"{"functionName":"resize-images","publish":true,"dryRun":false}"#,
            response: #"{"functionName":"resize-images","functionArn":"arn:aws:lambda:<region>:<account>:function:"#
                + #"resize-images","runtime":"provided.al2023","codeSha256":"<hex17><other17>"}"#,
            failure: denied("lambda:UpdateFunctionCode", "AccessDeniedException"), version: "2015-03-31"),
        RecordCall(
            "dynamodb", "DescribeTable", weight: 3, request: #"{"tableName":"orders"}"#,
            extra: #""resources":[{"accountId":"<account>","type":"AWS::DynamoDB::Table","ARN":"#
                + #""arn:aws:dynamodb:<region>:<account>:table/orders"}],"#,
            failure: Failure(
                code: "ResourceNotFoundException", message: "Requested resource not found: Table: orders not found"),
            version: "2012-08-10"),
        RecordCall(
            "secretsmanager", "GetSecretValue", weight: 3, request: #"{"secretId":"prod/db"}"#,
            failure: denied("secretsmanager:GetSecretValue"), failurePercent: 10),
        RecordCall(
            "iam", "ListUsers", weight: 2, isGlobal: true, failure: denied("iam:ListUsers"), version: "2010-05-08"),
        RecordCall(
            "iam", "CreateUser", weight: 1, readOnly: false, isGlobal: true, request: #"{"userName":"<user>-<hex8>"}"#,
            response: #"{"user":{"path":"/","userName":"<user>-<hex8>","userId":"AIDA<hex8>EXAMPLE","#
                + #""arn":"arn:aws:iam::<account>:user/<user>-<hex8>"}}"#,
            failure: denied("iam:CreateUser"), failurePercent: 30, version: "2010-05-08"),
        RecordCall(
            "iam", "AttachUserPolicy", weight: 1, readOnly: false, isGlobal: true,
            request: #"{"userName":"<user>","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}"#,
            failure: denied("iam:AttachUserPolicy"), failurePercent: 50, version: "2010-05-08"),
        RecordCall(
            "cloudtrail", "LookupEvents", weight: 2, request: #"{"maxResults":50}"#,
            failure: Failure(code: "ThrottlingException", message: "Rate exceeded"), failurePercent: 20),
        signIn(.visitor, weight: 2, mfa: true), signIn(.visitor, weight: 1, mfa: false),
        signIn(.rootVisitor, weight: 1, mfa: true),
        signIn(.stranger, weight: 1, mfa: false, failure: noUser),
        signIn(.forgetful, weight: 1, mfa: true, failure: badPassword),
    ]
}
