import HTTPMessages
import Timestamps

extension SigV4Signer {
    /// Signs a request in its headers.
    ///
    /// Sets `X-Amz-Date`, `X-Amz-Security-Token` where the credentials have a token, `X-Amz-Content-SHA256` for S3,
    /// where it is there already, and where `payload` is not computed, and `Authorization`. What an earlier signature left is replaced, so a request
    /// may be signed again with a later date.
    ///
    /// - Parameters:
    ///   - request: has its `Host` header already, as AWS refuses a signature that does not cover it.
    ///   - credentials: who signs.
    ///   - region: the region of the endpoint.
    ///   - service: the signing name, such as `logs`.
    ///   - date: the time of signing; AWS refuses what is more than some minutes off.
    ///   - payload: what stands for the body.
    ///   - options: by default those of the service.
    /// - Returns: the stages; the signature seeds those of the chunks of a streaming payload.
    @discardableResult
    public static func sign(
        _ request: inout HTTPRequest, credentials: SigningCredentials, region: String, service: String, date: Timestamp,
        payload: PayloadHash = .computed, options: SigningOptions? = nil
    ) -> SignatureTrace {
        let options = options ?? .options(for: service)
        let scope = SigningScope(date: date, region: region, service: service)
        for name in ["Authorization", "X-Amz-Date", "X-Amz-Security-Token"] { request.headers[name] = nil }
        request.headers["X-Amz-Date"] = date.iso8601Basic
        if options.signsSessionToken { request.headers["X-Amz-Security-Token"] = credentials.sessionToken }
        let payloadHash = payload.text(for: request.body)
        if options.isS3 || payload != .computed || request.headers["X-Amz-Content-SHA256"] != nil {
            request.headers["X-Amz-Content-SHA256"] = payloadHash
        }

        let names = signedHeaderNames(of: request.headers)
        let trace = trace(
            request, signedHeaders: names, payloadHash: payloadHash, date: date, scope: scope,
            secretAccessKey: credentials.secretAccessKey, options: options)
        if !options.signsSessionToken { request.headers["X-Amz-Security-Token"] = credentials.sessionToken }
        request.headers["Authorization"] =
            "\(algorithm) Credential=\(credentials.accessKeyID)/\(scope.text), "
            + "SignedHeaders=\(names.joined(separator: ";")), Signature=\(trace.signature)"
        return trace
    }

    /// Signs a request in its query, so that its URL alone will do until it expires.
    ///
    /// Every header present is signed and has to be sent with the URL; usually that is `Host` alone.
    ///
    /// - Parameters:
    ///   - request: has its `Host` header already; what it has in its query stays in front.
    ///   - credentials: who signs.
    ///   - region: the region of the endpoint.
    ///   - service: the signing name, such as `s3`.
    ///   - date: the time of signing.
    ///   - expires: for how many seconds the URL is good: `1...604800`.
    ///   - payload: what stands for the body; by default `UNSIGNED-PAYLOAD` for S3, else the hash of the body.
    ///   - options: by default those of the service.
    /// - Returns: the stages.
    @discardableResult
    public static func presign(
        _ request: inout HTTPRequest, credentials: SigningCredentials, region: String, service: String, date: Timestamp,
        expires: Int, payload: PayloadHash? = nil, options: SigningOptions? = nil
    ) -> SignatureTrace {
        let options = options ?? .options(for: service)
        let scope = SigningScope(date: date, region: region, service: service)
        let names = signedHeaderNames(of: request.headers)
        var parameters = [
            ("X-Amz-Algorithm", algorithm), ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope.text)"),
            ("X-Amz-Date", date.iso8601Basic), ("X-Amz-Expires", String(expires)),
            ("X-Amz-SignedHeaders", names.joined(separator: ";")),
        ]
        if let token = credentials.sessionToken { parameters.append(("X-Amz-Security-Token", token)) }
        let written = parameters.map { $0 + "=" + PercentEncoding.encode($1) }.joined(separator: "&")
        request.query = request.query.flatMap { $0.isEmpty ? nil : $0 + "&" + written } ?? written

        let payload = payload ?? (options.isS3 ? .unsigned : .computed)
        let trace = trace(
            request, signedHeaders: names, payloadHash: payload.text(for: request.body), date: date, scope: scope,
            secretAccessKey: credentials.secretAccessKey, options: options)
        request.query?.append("&X-Amz-Signature=\(trace.signature)")
        return trace
    }
}
