/// Why a message is not one of the operation it was taken for, or cannot be written as one.
public struct AWSCodingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, Hashable {
        /// The body is not XML.
        case malformedXML
        /// The body is an HTML page, most likely from a proxy or a captive portal.
        case html
        /// The body is not JSON.
        case malformedJSON
        /// The body is not a form, or its names nest too deep.
        case malformedForm
        /// The path does not fit the operation.
        case wrongPath
        /// A value is not of the member's type.
        case wrongType
        /// A required member has no value.
        case missingMember
        /// A value cannot be written where it belongs.
        case unencodable
        /// The response reports an error although its status is 200.
        case errorInBody
    }

    /// The kind of failure.
    public var code: Code
    /// The member it happened at, as a path such as `Contents[3].Size`; empty for the whole message.
    public var path: String
    /// What was found.
    public var reason: String
    /// The operation, where it is known.
    public var operation: String?

    /// Creates an error.
    public init(_ code: Code, path: String = "", reason: String, operation: String? = nil) {
        self.code = code
        self.path = path
        self.reason = reason
        self.operation = operation
    }

    /// One line: operation, place and reason, without control characters and cut to a bearable length.
    public var description: String {
        let place = [operation, path.isEmpty ? nil : path].compactMap { $0 }.joined(separator: ": ")
        return oneLine(place.isEmpty ? reason : place + ": " + reason, limit: 500)
    }

    /// The same error, one level further out.
    func inside(_ component: String) -> AWSCodingError {
        var copy = self
        copy.path = path.isEmpty ? component : path.hasPrefix("[") ? component + path : component + "." + path
        return copy
    }

    func of(_ operation: String) -> AWSCodingError {
        var copy = self
        copy.operation = operation
        return copy
    }

    /// What a server answers to a request that cannot be read.
    ///
    /// - Parameter service: whose request it is; each service has its own code for this.
    /// - Returns: an error with status 400.
    public func awsError(for service: AWSService) -> AWSError {
        let serviceCode =
            switch service.wireProtocol {
            case .awsJSON10, .awsJSON11: "SerializationException"
            case .query, .ec2Query: code == .missingMember ? "MissingParameter" : "InvalidParameterValue"
            case .restXML: code == .malformedXML || code == .html ? "MalformedXML" : "InvalidArgument"
            }
        var error = AWSError(code: serviceCode, message: description, httpStatus: 400)
        error.service = service
        error.operation = operation
        return error
    }
}

/// `text` with every run of control characters and white space as one space, cut after `limit` characters.
func oneLine(_ text: String, limit: Int) -> String {
    var out = String.UnicodeScalarView()
    var count = 0
    var spaceIsDue = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
        {
            spaceIsDue = !out.isEmpty
            continue
        }
        if count >= limit { return String(out) + "…" }
        if spaceIsDue {
            out.append(" ")
            count += 1
            spaceIsDue = false
        }
        out.append(scalar)
        count += 1
    }
    return String(out)
}
