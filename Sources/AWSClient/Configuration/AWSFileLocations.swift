/// Where the config and the credentials file lie.
public struct AWSFileLocations: Sendable, Hashable {
    /// How paths are written.
    public enum Platform: Sendable, Hashable {
        /// With `/`; the home folder is `$HOME`.
        case posix
        /// With `\`; the home folder is `$HOME`, `$USERPROFILE` or `$HOMEDRIVE$HOMEPATH`.
        case windows
    }

    /// The config file.
    public var config: String
    /// The credentials file.
    public var credentials: String

    /// Resolves both files: `AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE`, else the folder `.aws` of the home folder.
    ///
    /// A leading `~` and variables in what the environment says are expanded.
    ///
    /// - Parameters:
    ///   - environment: the environment.
    ///   - homeDirectory: the home folder; nil for the environment's.
    ///   - platform: how paths are written.
    public init(environment: [String: String], homeDirectory: String? = nil, platform: Platform = .posix) {
        let home = homeDirectory ?? Self.home(environment, platform)
        let separator = platform == .posix ? "/" : "\\"
        func location(_ variable: String, _ file: String) -> String {
            guard let path = environment[variable], !path.isEmpty else {
                return [home, ".aws", file].joined(separator: separator)
            }
            return Self.expand(path, home: home, environment)
        }
        config = location("AWS_CONFIG_FILE", "config")
        credentials = location("AWS_SHARED_CREDENTIALS_FILE", "credentials")
    }

    private static func home(_ environment: [String: String], _ platform: Platform) -> String {
        if let home = environment["HOME"], !home.isEmpty { return home }
        guard platform == .windows else { return "" }
        if let profile = environment["USERPROFILE"], !profile.isEmpty { return profile }
        return (environment["HOMEDRIVE"] ?? "") + (environment["HOMEPATH"] ?? "")
    }

    /// Expands a leading `~` and `$NAME` or `${NAME}`; an unset variable stays as it is written.
    private static func expand(_ path: String, home: String, _ environment: [String: String]) -> String {
        var rest = path[...]
        var expanded = ""
        if rest == "~" || rest.hasPrefix("~/") {
            expanded = home
            rest = rest.dropFirst()
        }
        while let dollar = rest.firstIndex(of: "$") {
            expanded += rest[..<dollar]
            let afterDollar = rest[rest.index(after: dollar)...]
            let isBraced = afterDollar.first == "{"
            let name = (isBraced ? afterDollar.dropFirst() : afterDollar).prefix {
                $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber)
            }
            var after = rest[name.endIndex...]
            let isClosed = !isBraced || after.first == "}"
            guard !name.isEmpty, isClosed, let value = environment[String(name)] else {
                expanded += "$"
                rest = afterDollar
                continue
            }
            if isBraced { after = after.dropFirst() }
            expanded += value
            rest = after
        }
        return expanded + rest
    }
}
