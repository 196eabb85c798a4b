import AWSClient
import JSON
import TestSupport
import Testing

struct AWSProfilesTests {
    @Test(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)"))
    func sharedParserSuitePasses() throws {
        let suite = try JSONValue(parsing: SharedFiles.bytes("vectors/config/profile-parser-tests.json"))
        let tests = try #require(suite["tests"]?.array)
        #expect(tests.count == 65)
        for test in tests {
            let name = test["name"]?.string ?? "?"
            let result = Result {
                try AWSProfiles(
                    config: test["input"]?["configFile"]?.string ?? "",
                    credentials: test["input"]?["credentialsFile"]?.string ?? "")
            }
            if let wanted = test["output"]?["errorContaining"]?.string {
                #expect(throws: AWSConfigurationError.self, "\(name)") { try result.get() }
                if case .failure(let error) = result { #expect("\(error)".contains(wanted), "\(name)") }
            } else {
                let profiles = try result.get()
                #expect(profiles.profiles == dictionaries(test["output"]?["config"]?["profiles"]), "\(name)")
                if let sessions = test["output"]?["config"]?["sso_sessions"] {
                    #expect(profiles.ssoSessions == dictionaries(sessions), "\(name)")
                }
            }
        }
    }

    @Test(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)"))
    func sharedLocationSuitePasses() throws {
        let suite = try JSONValue(parsing: SharedFiles.bytes("vectors/config/file-location-tests.json"))
        let tests = try #require(suite["tests"]?.array)
        #expect(!tests.isEmpty)
        for test in tests {
            var environment: [String: String] = [:]
            for member in test["environment"]?.object ?? [] { environment[member.name] = member.value.string }
            let locations = AWSFileLocations(
                environment: environment, platform: test["platform"]?.string == "windows" ? .windows : .posix)
            #expect(locations.config == test["configLocation"]?.string)
            #expect(locations.credentials == test["credentialsLocation"]?.string)
        }
    }

    private func dictionaries(_ value: JSONValue?) -> [String: [String: String]] {
        var found: [String: [String: String]] = [:]
        for member in value?.object ?? [] {
            found[member.name] = [:]
            for property in member.value.object ?? [] { found[member.name]?[property.name] = property.value.string }
        }
        return found
    }

    @Test func bothFilesAreMerged() throws {
        let profiles = try AWSProfiles(
            config: """
                \u{FEFF}# comment
                [default]
                Region = eu-west-1  # where we are
                [profile reader] ; comment
                region=us-east-2
                s3 =
                  addressing_style = virtual
                  # a comment
                [services local]
                s3 =
                  endpoint_url = http://localhost:9000
                [reader]
                region = ignored
                """,
            credentials: "[reader]\r\naws_access_key_id = A\r\nregion = us-west-2\r\n[profile x]\r\ny = z\r\n")
        #expect(profiles.profiles["default"] == ["region": "eu-west-1"])
        #expect(
            profiles.profiles["reader"]
                == ["region": "us-west-2", "s3": "\naddressing_style = virtual", "aws_access_key_id": "A"])
        #expect(profiles.profiles.count == 2)
        #expect(profiles.services["local"]?["s3"] == "\nendpoint_url = http://localhost:9000")
    }

    @Test(arguments: [
        ("a = b", 1, "Expected a profile definition"),
        ("[default]\nregion", 2, "Expected an '=' sign"),
        ("[default", 1, "must end with ']'"),
        ("[default]\n= x", 2, "did not have a name"),
        ("\n\n[default]\n  x = y", 4, "found continuation"),
        ("[default]\ns3 =\n  x", 3, "sub-property"),
    ])
    func mistakeNamesFileAndLine(text: String, line: Int, message: String) {
        let error = #expect(throws: AWSConfigurationError.self) {
            try AWSProfiles(
                config: text, credentials: "", locations: AWSFileLocations(environment: ["HOME": "/home/user"]))
        }
        #expect(error?.line == line)
        #expect(error?.description.hasPrefix("/home/user/.aws/config:\(line): ") == true)
        #expect(error?.description.contains(message) == true)
    }

    @Test(arguments: [
        ("~/x", "/home/user/x"), ("$HOME/x", "/home/user/x"), ("${DIR}y", "/dir/y"), ("/a$NONE/b", "/a$NONE/b"),
        ("/a/~", "/a/~"), ("$", "$"), ("${DIR", "${DIR"),
    ])
    func locationsAreExpanded(path: String, expanded: String) {
        let locations = AWSFileLocations(
            environment: ["HOME": "/home/user", "DIR": "/dir/", "AWS_CONFIG_FILE": path])
        #expect(locations.config == expanded)
        #expect(locations.credentials == "/home/user/.aws/credentials")
    }
}
