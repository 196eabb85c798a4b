import AWSOperations
import HTTPMessages
import Testing
import Timestamps

/// Every operation with a value in every member.
@Suite struct RoundTripTests {
    @Test(arguments: Array(OperationCatalog.all.indices))
    func inputsAndOutputsSurvive(index: Int) throws {
        try roundTrip(OperationCatalog.types[index])
    }

    @Test(arguments: Array(OperationCatalog.all.indices))
    func emptyOutputsSurvive(index: Int) throws {
        try emptyRoundTrip(OperationCatalog.types[index])
    }

    private func roundTrip<Operation: AWSOperation>(_ type: Operation.Type) throws {
        let input = try Operation(awsValue: sample(Operation.awsShape))
        #expect(try Operation.input(from: input.httpRequest()) == input)
        let output = try Operation.Output(awsValue: sample(Operation.Output.awsShape))
        let response = try Operation.httpResponse(output, requestID: "id-1")
        #expect(!Operation.indicatesError(response))
        #expect(try Operation.output(from: response) == output)
        let header = Operation.operation.service == .s3 ? "x-amz-request-id" : "x-amzn-RequestId"
        #expect(response.headers[header] == "id-1")
    }

    private func emptyRoundTrip<Operation: AWSOperation>(_ type: Operation.Type) throws {
        let response = try Operation.httpResponse(Operation.Output(), requestID: "id-1")
        #expect(response.status == Operation.operation.successStatus)
        #expect(try Operation.output(from: response) == Operation.Output())
    }

    private func sample(_ shape: AWSShape, _ name: String = "") -> AWSValue {
        switch shape.kind {
        case .string: .string("\(name) <ä&\"'> 1")
        case .integer: .integer(-1_772_600_000_000)
        case .double: .double(1.5)
        case .boolean: .boolean(true)
        case .blob: .blob([0, 1, 2, 255])
        case .timestamp: .timestamp(Timestamp(seconds: 1_772_600_767))
        case .list(let element): .list([sample(element.shape, "one"), sample(element.shape, "two, too")])
        case .map(_, let value): .map(["a-1": sample(value.shape, "a"), "b": sample(value.shape, "b")])
        case .structure(let members):
            .structure(AWSMembers(members().map { (name: $0.name, value: sample($0.shape, $0.name)) }))
        }
    }
}
