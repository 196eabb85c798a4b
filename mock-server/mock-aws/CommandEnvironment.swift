import FoundationEssentials
import MockAWS

/// The environment of a command that is to see the mock server and nothing else of AWS.
struct CommandEnvironment {
    let variables: [String: String]

    /// Variables that would lead a client to another AWS, another account or other credentials.
    private static let removed: Set<String> = [
        "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_CREDENTIAL_EXPIRATION",
        "AWS_ACCOUNT_ID", "AWS_CREDENTIAL_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME",
        "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT", "AWS_SDK_LOAD_CONFIG",
    ]

    init(
        world: World, endpoint: String, region: String?, certificate: String?,
        inherited: [String: String] = ProcessInfo.processInfo.environment
    ) {
        var variables = inherited.filter { name, _ in
            !CommandEnvironment.removed.contains(name) && !name.hasPrefix("AWS_ENDPOINT_URL")
                && !name.hasPrefix("AWS_CONTAINER_")
        }
        func present(_ name: String) -> String? { inherited[name].flatMap { $0.isEmpty ? nil : $0 } }
        let credentials = world.clientCredentials
        let chosen = region ?? present("AWS_REGION") ?? present("AWS_DEFAULT_REGION") ?? world.defaultRegion
        variables["AWS_ENDPOINT_URL"] = endpoint
        variables["AWS_ACCESS_KEY_ID"] = credentials.accessKeyID
        variables["AWS_SECRET_ACCESS_KEY"] = credentials.secretAccessKey
        if let token = credentials.sessionToken { variables["AWS_SESSION_TOKEN"] = token }
        variables["AWS_REGION"] = chosen
        variables["AWS_DEFAULT_REGION"] = chosen
        variables["AWS_EC2_METADATA_DISABLED"] = "true"
        variables["AWS_CONFIG_FILE"] = "/dev/null"
        variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
        // The command speaks TLS with this server only.
        if let certificate { variables["AWS_CA_BUNDLE"] = URL(filePath: certificate).path }
        // A proxy has no business between the command and this server.
        let direct = "127.0.0.1,localhost,::1"
        for name in ["NO_PROXY", "no_proxy"] {
            variables[name] = present(name).map { $0 + "," + direct } ?? direct
        }
        self.variables = variables
    }
}
