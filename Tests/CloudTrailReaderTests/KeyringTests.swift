import AWSClient
import AWSOperations
import CloudTrail
import CloudTrailReader
import HTTPTransport
import ScanSupport
import Testing
import Timestamps
import TrailSupport

@Suite(.timeLimit(.minutes(15))) struct KeyringTests {
    @Test func whatIsNoRegionIsNotAsked() async throws {
        let bench = try TrailBench(hours: 2) { $0.region = "evil.example.com#" }
        let client = try bench.bench.bucket.client()
        let keyring = DigestKeyring { region in
            Issue.record("\(region) was asked")
            return client
        }
        let (report, faults, notes) = try await bench.validate(keyring: keyring)
        #expect(!report.isValid && report.validation.digests.invalid == 2)
        #expect(faults.contains { $0.contains("public key not found for fingerprint key0 (the keys of evil") })
        #expect(notes.count { $0.contains("cannot be had") } == 1)
    }

    @Test func aRegionThatRefusesKeepsNobodyFromReading() async throws {
        let bench = try TrailBench(hours: 2)
        let refusal = AWSError(code: "UnrecognizedClientException", message: "no", httpStatus: 400)
        let keyring = DigestKeyring { _ in throw refusal }
        let (report, integrity, _, read) = try await bench.scan(keyring: keyring)
        #expect(report.hasGaps && read.count == 4 && integrity.invalidDigests == 2 && integrity.unsigned == 4)
    }

    @Test func expiredCredentialsEndTheScan() async throws {
        let bench = try TrailBench(hours: 1)
        let expired = AWSError(code: "ExpiredToken", message: "no", httpStatus: 400)
        await #expect(throws: AWSError.self) { try await bench.scan(keyring: DigestKeyring { _ in throw expired }) }
    }
}
