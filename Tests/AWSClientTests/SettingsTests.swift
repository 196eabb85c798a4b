import AWSOperations
import HTTPTransport
import Testing

@testable import AWSClient

struct SettingsTests {
    private static let config = """
        [default]
        region = eu-central-1
        [profile local]
        region = eu-north-1
        endpoint_url = http://profile:1
        services = mine
        max_attempts = 7
        [profile plain]
        endpoint_url = http://plain:2
        [profile ignoring]
        endpoint_url = http://plain:2
        ignore_configured_endpoint_urls = TRUE
        [profile broken]
        services = absent
        [services mine]
        s3 =
          endpoint_url = http://services:3/base
        cloudwatch_logs =
          endpoint_url = http://services:4
        """

    private func settings(
        _ environment: [String: String] = [:], profile: String? = nil, region: String? = nil, endpoint: String? = nil
    ) throws -> AWSSettings {
        var configuration = AWSClientConfiguration(
            region: region, profile: profile, endpointURL: endpoint, environment: environment)
        configuration.homeDirectory = "/home/user"
        configuration.readFile = { $0 == "/home/user/.aws/config" ? Self.config : nil }
        return try AWSSettings(configuration)
    }

    @Test(
        arguments: [
            ([:], nil, nil, "eu-central-1"),
            (["AWS_DEFAULT_REGION": "b-1"], nil, nil, "b-1"),
            (["AWS_DEFAULT_REGION": "b-1", "AWS_REGION": "a-1"], nil, nil, "a-1"),
            (["AWS_REGION": ""], nil, nil, "eu-central-1"),
            (["AWS_PROFILE": "local"], nil, nil, "eu-north-1"),
            (["AWS_DEFAULT_PROFILE": "local"], nil, nil, "eu-north-1"),
            (["AWS_PROFILE": "plain"], "local", nil, "eu-north-1"),
            (["AWS_REGION": "a-1"], "local", "c-1", "c-1"),
        ] as [([String: String], String?, String?, String)])
    func regionIsFoundInOrder(environment: [String: String], profile: String?, region: String?, found: String) throws {
        #expect(try settings(environment, profile: profile, region: region).region() == found)
    }

    @Test(
        arguments: [
            ([:], nil, nil, AWSService.s3, nil),
            ([:], "local", nil, .s3, "http://services:3"),
            ([:], "local", nil, .logs, "http://services:4"),
            ([:], "local", nil, .ec2, "http://profile:1"),
            ([:], "plain", nil, .s3, "http://plain:2"),
            ([:], "ignoring", nil, .s3, nil),
            (["AWS_ENDPOINT_URL": "http://e:5"], "local", nil, .s3, "http://e:5"),
            (["AWS_ENDPOINT_URL": "http://e:5", "AWS_ENDPOINT_URL_S3": "http://e:6"], "local", nil, .s3, "http://e:6"),
            (["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "http://e:7"], nil, nil, .logs, "http://e:7"),
            (["AWS_ENDPOINT_URL": "http://e:5"], "local", "http://x:8", .s3, "http://x:8"),
            (["AWS_ENDPOINT_URL": "http://e:5", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], nil, nil, .s3, nil),
            (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], nil, "http://x:8", .s3, "http://x:8"),
        ] as [([String: String], String?, String?, AWSService, String?)])
    func endpointIsFoundInOrder(
        environment: [String: String], profile: String?, endpoint: String?, service: AWSService, found: String?
    ) throws {
        let settings = try settings(environment, profile: profile, endpoint: endpoint)
        #expect(try settings.customEndpoint(service)?.description == found)
    }

    @Test(
        arguments: [
            ([:], "absent", nil, "\"absent\" is neither in"),
            ([:], "broken", nil, "[services absent]"),
            (["AWS_REGION": "eu west"], nil, nil, "is no region"),
            (["AWS_MAX_ATTEMPTS": "none"], nil, nil, "max_attempts"),
            (["AWS_ENDPOINT_URL": "localhost:4566"], nil, nil, "neither http:// nor https://"),
            ([:], nil, "http://", "host is missing"),
        ] as [([String: String], String?, String?, String)])
    func wrongSettingIsAnError(environment: [String: String], profile: String?, endpoint: String?, message: String) {
        let error = #expect(throws: AWSConfigurationError.self) {
            try settings(environment, profile: profile, endpoint: endpoint)
        }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test func attemptsComeFromEnvironmentThenProfile() throws {
        #expect(try settings().maxAttempts == 3)
        #expect(try settings(profile: "local").maxAttempts == 7)
        #expect(try settings(["AWS_MAX_ATTEMPTS": "1"], profile: "local").maxAttempts == 1)
    }

    @Test func missingRegionIsAnErrorWhenItIsNeeded() throws {
        var configuration = AWSClientConfiguration(environment: [:])
        configuration.readFile = { _ in nil }
        let client = try AWSClient(configuration)
        #expect(throws: AWSConfigurationError.self) { try client.region }
    }

    @Test(
        arguments: [
            (AWSService.logs, "FilterLogEvents", "/", "us-east-1", nil, "https://logs.us-east-1.amazonaws.com", "/"),
            (.ec2, "DescribeFlowLogs", "/", "cn-north-1", nil, "https://ec2.cn-north-1.amazonaws.com.cn", "/"),
            (.sts, "AssumeRole", "/", "us-gov-west-1", nil, "https://sts.us-gov-west-1.amazonaws.com", "/"),
            (.logs, "FilterLogEvents", "/", "eusc-de-east-1", nil, "https://logs.eusc-de-east-1.amazonaws.eu", "/"),
            (.logs, "FilterLogEvents", "/", "xx-new-1", nil, "https://logs.xx-new-1.amazonaws.com", "/"),
            (.s3, "GetObject", "/bkt/a/b%20c", "eu-west-1", nil, "https://bkt.s3.eu-west-1.amazonaws.com", "/a/b%20c"),
            (.s3, "ListObjectsV2", "/bkt", "eu-west-1", nil, "https://bkt.s3.eu-west-1.amazonaws.com", "/"),
            (.s3, "ListBuckets", "/", "eu-west-1", nil, "https://s3.eu-west-1.amazonaws.com", "/"),
            (.s3, "GetBucketLocation", "/bkt", "us-east-1", nil, "https://s3.us-east-1.amazonaws.com", "/bkt"),
            (.s3, "GetObject", "/a.b/k", "eu-west-1", nil, "https://s3.eu-west-1.amazonaws.com", "/a.b/k"),
            (.s3, "GetObject", "/Upper/k", "eu-west-1", nil, "https://s3.eu-west-1.amazonaws.com", "/Upper/k"),
            (.s3, "GetObject", "/bkt/k", "us-east-1", "http://h:9/base", "http://h:9", "/base/bkt/k"),
            (.logs, "FilterLogEvents", "/", "us-east-1", "http://h:9/base", "http://h:9", "/base/"),
        ] as [(AWSService, String, String, String, String?, String, String)])
    func endpointAndPathFollowServiceAndRegion(
        service: AWSService, operation: String, path: String, region: String, custom: String?, origin: String,
        found: String
    ) throws {
        let endpoint = ServiceEndpoint(
            service: service, operation: operation, path: path, region: region,
            custom: try custom.map { try HTTPOrigin(parsing: $0) })
        #expect(endpoint.origin.description == origin)
        #expect(endpoint.path == found)
    }

    @Test(
        arguments: [
            (AWSSettings.S3Addressing.virtual, "http://host:9", "http://bkt.host:9"),
            (.virtual, "http://127.0.0.1:9", "http://127.0.0.1:9"),
            (.path, nil, "https://s3.us-east-1.amazonaws.com"),
        ] as [(AWSSettings.S3Addressing, String?, String)])
    func addressingStyleIsHeeded(style: AWSSettings.S3Addressing, custom: String?, origin: String) throws {
        let endpoint = ServiceEndpoint(
            service: .s3, operation: "GetObject", path: "/bkt/k", region: "us-east-1",
            custom: try custom.map { try HTTPOrigin(parsing: $0) }, addressing: style)
        #expect(endpoint.origin.description == origin)
    }
}
