import AWSOperations
import HTTPMessages
import HTTPServer
import Recordings

@testable import MockAWS

/// An engine, and requests for it, without a server.
struct FaultBench: Sendable {
    let engine: FaultEngine

    init(_ rules: String, trace: FaultTraceFile? = nil, mostKeys: Int = 1000) throws {
        engine = FaultEngine(
            try FaultScript(parsing: Array(rules.utf8), file: "test"), trace: trace, clock: { .zero },
            mostKeys: mostKeys)
    }

    /// An engine with one rule for everything.
    init(effect: String, schedule: String = "\"always\"", match: String = "{}") throws {
        try self.init(
            """
            {"seed": 1, "rules": [{"name": "r", "match": \(match), "effect": \(effect), "schedule": \(schedule)}]}
            """)
    }

    /// A request of a client in a region.
    static func request<Operation: AWSOperation>(
        _ operation: Operation, region: String = "us-east-1"
    ) throws -> HTTPRequest {
        var request = try operation.httpRequest()
        let service = Operation.operation.service.signingName
        request.headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/\(region)/\(service)/aws4_request, SignedHeaders=host, "
            + "Signature=0"
        return request
    }

    func decide(_ request: HTTPRequest) -> FaultPlan {
        engine.decide(request, RequestIdentity(request))
    }

    func decide(_ operation: some AWSOperation) throws -> FaultPlan {
        decide(try FaultBench.request(operation))
    }

    /// What becomes of an answer to a request.
    func outcome(_ operation: some AWSOperation, _ response: MockResponse) throws -> MockResponse {
        try decide(operation).outcome(of: response)
    }

    /// The names of the effects that fire at the next so many of equal requests; nil where none does.
    func effects(_ operation: some AWSOperation, count: Int) throws -> [String?] {
        try (0..<count).map { _ in try decide(operation).fired.first?.effect.name.rawValue }
    }

    static let object = GetObject(bucket: "bkt", key: "AWSLogs/a.gz")

    static func answer(_ bytes: [UInt8]) -> MockResponse {
        MockResponse(status: 200, headers: ["Content-Type": "text/plain"], body: .bytes(bytes))
    }
}
