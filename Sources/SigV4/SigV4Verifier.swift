import Digests
import HTTPMessages
import Timestamps

/// The server's side of Signature Version 4.
///
/// ``judge(_:now:options:secretAccessKey:)`` does everything; a server that has more to say between the steps calls
/// ``parse(_:)``, ``checkTime(of:now:toleranceSeconds:)`` and ``verify(_:claims:secretAccessKey:options:)`` itself.
public enum SigV4Verifier {
    /// How far clocks may be apart: fifteen minutes.
    ///
    /// Amazon S3 API Reference, "Signing and authenticating REST requests": RequestTimeTooSkewed.
    public static let toleranceSeconds = 900

    /// Reads the signature of a request; see ``SignatureClaims/parse(_:)``.
    ///
    /// - Returns: nil where the request is not signed.
    /// - Throws: ``MalformedSignature``
    public static func parse(_ request: HTTPRequest) throws(MalformedSignature) -> SignatureClaims? {
        try SignatureClaims.parse(request)
    }

    /// Checks the date of a signature against the server's.
    ///
    /// | signed in | now | verdict |
    /// | --- | --- | --- |
    /// | header | within the tolerance, before or after | valid |
    /// | header | else | skewed |
    /// | query | more than the tolerance before | skewed |
    /// | query | later than date + expires | expired |
    ///
    /// - Parameters:
    ///   - claims: what the request says.
    ///   - now: the server's time.
    ///   - toleranceSeconds: how far clocks may be apart.
    /// - Returns: `.valid`, `.skewed` or `.expired`.
    public static func checkTime(
        of claims: SignatureClaims, now: Timestamp, toleranceSeconds: Int = SigV4Verifier.toleranceSeconds
    ) -> SignatureVerdict {
        let tolerance = Int64(toleranceSeconds)
        let skewed = SignatureVerdict.skewed(
            requestTime: claims.date, serverTime: now, toleranceSeconds: toleranceSeconds)
        if now < claims.date.adding(seconds: -tolerance) { return skewed }
        guard let expires = claims.expires else {
            return now > claims.date.adding(seconds: tolerance) ? skewed : .valid
        }
        let expiry = claims.date.adding(seconds: Int64(expires))
        return now > expiry ? .expired(expiry: expiry, serverTime: now, expires: expires) : .valid
    }

    /// Signs the request anew and compares; the time is not looked at.
    ///
    /// The chunks of a streaming payload are checked by ``AWSChunkedBody``.
    ///
    /// - Parameters:
    ///   - request: the request as it came: path and query as sent.
    ///   - claims: what ``parse(_:)`` read from it.
    ///   - secretAccessKey: the secret of `claims.accessKeyID`.
    ///   - options: by default those of the service in the scope.
    /// - Returns: `.valid`, `.headersNotSigned`, `.mismatch` or `.payloadMismatch`.
    public static func verify(
        _ request: HTTPRequest, claims: SignatureClaims, secretAccessKey: String, options: SigningOptions? = nil
    ) -> SignatureVerdict {
        let options = options ?? .options(for: claims.scope.service)
        let unsigned = unsignedHeaders(of: request, claims: claims, options: options)
        if !unsigned.isEmpty { return .headersNotSigned(unsigned) }

        let trace = SigV4Signer.trace(
            request, signedHeaders: claims.signedHeaders, payloadHash: claims.payload.text(for: request.body),
            date: claims.date, scope: claims.scope, secretAccessKey: secretAccessKey, options: options)
        guard ConstantTime.areEqual(trace.signature, claims.signature) else {
            return .mismatch(
                SignatureMismatch(
                    accessKeyID: claims.accessKeyID, signatureProvided: claims.signature,
                    canonicalRequest: trace.canonicalRequest, stringToSign: trace.stringToSign))
        }
        if case .given(let claimed) = claims.payload {
            let actual = SHA256.hash(request.body).hexString
            if actual != claimed.lowercased() { return .payloadMismatch(claimed: claimed, actual: actual) }
        }
        return .valid
    }

    /// Reads, dates and verifies a signature.
    ///
    /// - Parameters:
    ///   - request: the request as it came.
    ///   - now: the server's time.
    ///   - options: by default those of the service in the scope.
    ///   - secretAccessKey: gives the secret of an access key id, nil where nobody has it.
    /// - Returns: any verdict.
    public static func judge(
        _ request: HTTPRequest, now: Timestamp, options: SigningOptions? = nil,
        secretAccessKey: (String) -> String?
    ) -> SignatureVerdict {
        let claims: SignatureClaims
        do {
            guard let parsed = try parse(request) else { return .unsigned }
            claims = parsed
        } catch {
            return .malformed(error)
        }
        guard let secret = secretAccessKey(claims.accessKeyID) else { return .unknownAccessKey(claims.accessKeyID) }
        let time = checkTime(of: claims, now: now)
        guard time == .valid else { return time }
        return verify(request, claims: claims, secretAccessKey: secret, options: options)
    }

    private static func unsignedHeaders(
        of request: HTTPRequest, claims: SignatureClaims, options: SigningOptions
    ) -> [String] {
        let signed = Set(claims.signedHeaders)
        var required: Set<String> = ["host"]
        if options.isS3 {
            required.formUnion(request.headers.fields.map { $0.name.lowercased() }.filter { $0.hasPrefix("x-amz-") })
        }
        if !options.signsSessionToken { required.remove("x-amz-security-token") }
        return required.subtracting(signed).sorted()
    }
}
