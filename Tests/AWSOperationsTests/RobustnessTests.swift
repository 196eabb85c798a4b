import AWSOperations
import HTTPMessages
import Testing

/// Whatever comes, the answer is a value or an error.
@Suite struct RobustnessTests {
    @Test(arguments: RecordedRequest.all)
    func everyPrefixOfARequestIsReadOrRefused(_ recorded: RecordedRequest) throws {
        for length in 0..<recorded.request.body.count {
            var request = recorded.request
            request.body = Array(request.body.prefix(length))
            read(request)
        }
        for length in 1...recorded.request.target.utf8.count {
            var request = recorded.request
            let parts = recorded.request.target.prefix(length).split(separator: "?", maxSplits: 1)
            request.path = parts.first.map(String.init) ?? "/"
            request.query = parts.count > 1 ? String(parts[1]) : nil
            read(request)
        }
    }

    @Test(arguments: RecordedRequest.all)
    func damagedRequestsAreReadOrRefused(_ recorded: RecordedRequest) throws {
        var random = Generator(state: 7)
        for _ in 0..<200 where !recorded.request.body.isEmpty {
            var request = recorded.request
            for _ in 0..<3 { request.body[random.next(request.body.count)] = UInt8(random.next(256)) }
            read(request)
        }
    }

    @Test(arguments: OperationCatalog.all.indices.map { $0 })
    func damagedResponsesAreReadOrRefused(index: Int) throws {
        try damage(OperationCatalog.types[index])
    }

    @Test func deepFormsAndDocumentsAreRefused() {
        let form = "Action=AssumeRole&" + String(repeating: "a.", count: 100_000) + "a=1"
        #expect(throws: AWSCodingError.self) {
            try AssumeRole.input(from: HTTPRequest(method: "POST", path: "/", body: Array(form.utf8)))
        }
        let json = String(repeating: "[", count: 100_000)
        #expect(throws: AWSCodingError.self) {
            try FilterLogEvents.input(from: HTTPRequest(method: "POST", path: "/", body: Array(json.utf8)))
        }
    }

    private func read(_ request: HTTPRequest) {
        guard case .operation(let descriptor) = OperationCatalog.identify(request),
            let type = OperationCatalog.types.first(where: { $0.operation == descriptor })
        else { return }
        do throws(AWSCodingError) {
            _ = try type.input(from: request)
        } catch {
            #expect(!error.description.isEmpty)
        }
    }

    private func damage<Operation: AWSOperation>(_ type: Operation.Type) throws {
        let response = try Operation.httpResponse(Operation.Output(), requestID: "r")
        let error = AWSError(code: "X", message: "m").httpResponse(for: Operation.operation.service, requestID: "r")
        var random = Generator(state: 3)
        for var damaged in [response, error] where !damaged.body.isEmpty {
            for length in 0..<damaged.body.count {
                let prefix = HTTPResponse(status: 200, body: Array(damaged.body.prefix(length)))
                _ = try? Operation.output(from: prefix)
                _ = Operation.error(from: prefix)
            }
            for _ in 0..<200 {
                damaged.body[random.next(damaged.body.count)] = UInt8(random.next(256))
                _ = try? Operation.output(from: damaged)
                _ = Operation.error(from: damaged).description
            }
        }
    }
}

/// Numbers that are the same in every run (Knuth's MMIX generator).
private struct Generator {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
