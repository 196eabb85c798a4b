import AWSOperations
import HTTPMessages

extension AWSError {
    /// The error without what it repeats of the request's secrets.
    ///
    /// To a wrong signature services answer with the canonical request, and the session token stands in that.
    ///
    /// - Parameters:
    ///   - credentials: what the request was signed with.
    ///   - request: the signed request.
    /// - Returns: the error with secret key, session token and signature replaced wherever they stood.
    func hiding(secretsOf credentials: AWSCredentials, signedIn request: HTTPRequest) -> AWSError {
        let signature = request.headers["Authorization"]?.split(separator: "Signature=").last.map(String.init)
        let secrets = [credentials.secretAccessKey, credentials.sessionToken, signature]
            .compactMap { $0 }.filter { $0.utf8.count >= 8 }
        func hide(_ text: String) -> String {
            secrets.reduce(text) { $0.replacing($1, with: "(hidden)") }
        }
        var error = self
        error.message = hide(message)
        error.details = details.mapValues(hide)
        return error
    }
}
