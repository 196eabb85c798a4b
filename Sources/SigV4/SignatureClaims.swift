import HTTPMessages
import Timestamps

/// What a signed request says about itself, before anything is checked.
public struct SignatureClaims: Sendable, Hashable {
    /// Where the signature stands.
    public var location: MalformedSignature.Location
    /// Who claims to have signed.
    public var accessKeyID: String
    /// Day, region and service.
    public var scope: SigningScope
    /// The names in `SignedHeaders`, in lower case.
    public var signedHeaders: [String]
    /// The signature, as sent.
    public var signature: String
    /// When the request was signed.
    public var date: Timestamp
    /// The seconds for which a presigned URL is good; nil in a header, and where a service other than S3 got none.
    public var expires: Int?
    /// The session token that came along.
    public var sessionToken: String?
    /// What stands for the body.
    public var payload: PayloadHash
}

extension SignatureClaims {
    /// Reads the signature of a request from its `Authorization` header or its query.
    ///
    /// - Returns: nil where the request is not signed at all.
    /// - Throws: ``MalformedSignature``
    public static func parse(_ request: HTTPRequest) throws(MalformedSignature) -> SignatureClaims? {
        let query = QueryString(parsing: request.query ?? "", plusIsSpace: false)
        let isPresigned =
            query.contains("X-Amz-Signature") || query.contains("X-Amz-Algorithm") || query.contains("X-Amz-Credential")
        if let authorization = request.headers["Authorization"] {
            if isPresigned { throw MalformedSignature(location: .header, problem: .twoSignatures) }
            return try parse(authorization: authorization, of: request)
        }
        if isPresigned { return try parse(query: query) }
        if query.contains("AWSAccessKeyId"), query.contains("Signature") {
            throw MalformedSignature(location: .query, problem: .unsupportedAlgorithm("AWS"))
        }
        return nil
    }

    private static func parse(
        authorization: String, of request: HTTPRequest
    ) throws(MalformedSignature) -> SignatureClaims {
        func fail(_ problem: MalformedSignature.Problem) -> MalformedSignature {
            MalformedSignature(location: .header, problem: problem)
        }
        let words = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        let scheme = words.first.map(String.init) ?? ""
        guard scheme == SigV4Signer.algorithm else { throw fail(.unsupportedAlgorithm(scheme)) }
        var parameters: [String: String] = [:]
        for part in words.dropFirst().first?.split(separator: ",", omittingEmptySubsequences: true) ?? [] {
            let text = Canonical.trimmed(String(part))
            guard !text.isEmpty else { continue }
            guard let equals = text.firstIndex(of: "=") else { throw fail(.parameter(text)) }
            parameters[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        guard let credential = parameters["Credential"] else { throw fail(.missing("Credential")) }
        guard let signedHeaders = parameters["SignedHeaders"] else { throw fail(.missing("SignedHeaders")) }
        guard let signature = parameters["Signature"] else { throw fail(.missing("Signature")) }
        let (accessKeyID, scope) = try parse(credential: credential, location: .header)

        guard let dateText = request.headers["X-Amz-Date"] ?? request.headers["Date"] else {
            throw fail(.missing("X-Amz-Date"))
        }
        guard let date = Timestamp(iso8601Basic: dateText) ?? Timestamp(httpDate: dateText) else {
            throw fail(.date(dateText))
        }
        let payload: PayloadHash
        if let text = request.headers["x-amz-content-sha256"] {
            guard let hash = PayloadHash(headerValue: text) else { throw fail(.contentSHA256(text)) }
            payload = hash
        } else if scope.service == "s3" {
            throw fail(.missing("x-amz-content-sha256"))
        } else {
            payload = .computed
        }
        let claims = SignatureClaims(
            location: .header, accessKeyID: accessKeyID, scope: scope, signedHeaders: names(signedHeaders),
            signature: signature, date: date, expires: nil, sessionToken: request.headers["X-Amz-Security-Token"],
            payload: payload)
        try claims.checkScopeDay()
        return claims
    }

    private static func parse(query: QueryString) throws(MalformedSignature) -> SignatureClaims {
        func fail(_ problem: MalformedSignature.Problem) -> MalformedSignature {
            MalformedSignature(location: .query, problem: problem)
        }
        func required(_ name: String) throws(MalformedSignature) -> String {
            guard let value = query[name] else { throw fail(.missing(name)) }
            return value
        }
        let algorithm = try required("X-Amz-Algorithm")
        guard algorithm == SigV4Signer.algorithm else { throw fail(.unsupportedAlgorithm(algorithm)) }
        let (accessKeyID, scope) = try parse(credential: try required("X-Amz-Credential"), location: .query)
        let dateText = try required("X-Amz-Date")
        guard let date = Timestamp(iso8601Basic: dateText) else { throw fail(.date(dateText)) }
        var expires: Int?
        if let text = query["X-Amz-Expires"] {
            guard let seconds = Int(text), (1...604_800).contains(seconds) else { throw fail(.expires(text)) }
            expires = seconds
        } else if scope.service == "s3" {
            throw fail(.missing("X-Amz-Expires"))
        }
        var payload: PayloadHash = scope.service == "s3" ? .unsigned : .computed
        if let text = query["X-Amz-Content-Sha256"] {
            guard let hash = PayloadHash(headerValue: text) else { throw fail(.contentSHA256(text)) }
            payload = hash
        }
        let claims = SignatureClaims(
            location: .query, accessKeyID: accessKeyID, scope: scope,
            signedHeaders: names(try required("X-Amz-SignedHeaders")), signature: try required("X-Amz-Signature"),
            date: date, expires: expires, sessionToken: query["X-Amz-Security-Token"], payload: payload)
        try claims.checkScopeDay()
        return claims
    }

    private static func parse(
        credential: String, location: MalformedSignature.Location
    ) throws(MalformedSignature) -> (accessKeyID: String, scope: SigningScope) {
        func fail(_ problem: MalformedSignature.Problem) -> MalformedSignature {
            MalformedSignature(location: location, problem: problem)
        }
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, !parts[0].isEmpty, !parts[2].isEmpty, !parts[3].isEmpty else {
            throw fail(.credential(credential))
        }
        guard parts[4] == SigningScope.terminator else { throw fail(.terminator(parts[4])) }
        guard Timestamp(iso8601Basic: parts[1] + "T000000Z") != nil else { throw fail(.scopeDay(parts[1])) }
        return (parts[0], SigningScope(day: parts[1], region: parts[2], service: parts[3]))
    }

    private static func names(_ list: String) -> [String] {
        list.lowercased().split(separator: ";", omittingEmptySubsequences: true).map(String.init)
    }

    private func checkScopeDay() throws(MalformedSignature) {
        let text = date.iso8601Basic
        guard text.hasPrefix(scope.day) else {
            throw MalformedSignature(
                location: location, problem: .scopeDayOfAnotherDate(day: scope.day, date: text))
        }
    }
}
