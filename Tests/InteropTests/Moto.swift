import AWSClient
import AWSOperations
import Foundation
import HTTPTransport
import Testing

/// A moto server that was started for these tests; the environment variable `MOTO_ENDPOINT` names it.
enum Moto {
    static let endpoint = ProcessInfo.processInfo.environment["MOTO_ENDPOINT"] ?? ""
    static let isPresent = !endpoint.isEmpty
    static let absence: Comment = "MOTO_ENDPOINT is not set: no moto server to test against"

    /// A client of the moto server.
    static func client(region: String = "eu-central-1", role: String? = nil) throws -> AWSClient {
        var configuration = AWSClientConfiguration(
            region: region, endpointURL: endpoint,
            credentials: AWSCredentials(accessKeyID: "testing", secretAccessKey: "testing"), environment: [:])
        configuration.readFile = { _ in nil }
        configuration.roleARN = role
        configuration.externalID = role == nil ? nil : "external"
        return try AWSClient(configuration)
    }

    /// A name that no other run has used: a moto server may outlive a run.
    static func unique(_ name: String) -> String {
        name + "-" + UUID().uuidString.lowercased()
    }
}

/// The error with which AWS refuses what `body` asks for.
func refusal(_ body: () async throws -> Void) async -> AWSError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? AWSError
    }
}
