import AWSOperations
import HTTPMessages

/// A change of a page on the wire: the answer is decoded, changed, and encoded again.
///
/// It works for whatever decodes, made here or recorded; members that the operation does not list are lost.
enum PageChange: Sendable, Hashable {
    /// No items, and this token.
    case empty(token: String)
    /// The items, and this token.
    case token(String)
    /// Every item twice.
    case duplicate
    /// The token that was sent in place of the one that was asked for: where a service gives that back, it is the end.
    case end(token: String, sent: String)

    /// Changes the answer of an operation; as it was where it is no page, or cannot be read.
    func applied(to response: HTTPResponse, of operation: OperationDescriptor) -> HTTPResponse {
        if operation == GetLogEvents.operation {
            return GetLogEvents.rewriting(response) { output in
                changeEvents(&output)
            } ?? response
        }
        guard let type = PageChange.types[PageChange.name(operation)] else { return response }
        return change(response, type) ?? response
    }

    /// Whether the operation has pages with a token that is absent after the last one.
    static func isPaginated(_ operation: OperationDescriptor) -> Bool {
        types[name(operation)] != nil
    }

    /// Whether the operation has pages of any kind.
    static func isPossible(_ operation: OperationDescriptor) -> Bool {
        isPaginated(operation) || operation == GetLogEvents.operation
    }

    private static let types: [String: any PaginatedOperation.Type] = {
        var types: [String: any PaginatedOperation.Type] = [:]
        for case let type as any PaginatedOperation.Type in OperationCatalog.types {
            types[name(type.operation)] = type
        }
        return types
    }()

    private static func name(_ operation: OperationDescriptor) -> String {
        operation.service.rawValue + ":" + operation.name
    }

    private func change<Operation: PaginatedOperation>(
        _ response: HTTPResponse, _ type: Operation.Type
    ) -> HTTPResponse? {
        Operation.rewriting(response) { output in
            switch self {
            case .empty(let token):
                guard Operation.mapLists(of: &output, { _ in [] }) else { return false }
                Operation.setNextPageToken(token, of: &output)
            case .token(let token):
                Operation.setNextPageToken(token, of: &output)
            case .duplicate:
                guard Operation.mapLists(of: &output, { $0 + $0 }) else { return false }
            case .end:
                return false
            }
            Operation.recountItems(of: &output)
            return true
        }
    }

    /// GetLogEvents has a token for either direction, and ends where a token comes back unchanged.
    private func changeEvents(_ output: inout GetLogEvents.Output) -> Bool {
        switch self {
        case .empty(let token):
            output.events = []
            output.nextForwardToken = token
            output.nextBackwardToken = token
        case .duplicate:
            output.events = output.events.map { $0 + $0 }
        case .end(let token, let sent):
            guard [output.nextForwardToken, output.nextBackwardToken].contains(token) else { return false }
            if output.nextForwardToken == token { output.nextForwardToken = sent }
            if output.nextBackwardToken == token { output.nextBackwardToken = sent }
        case .token:
            return false
        }
        return true
    }
}

extension AWSOperation {
    /// Decodes an output, changes it and encodes it; nil where it is an error, cannot be read, or `change` gives up.
    fileprivate static func rewriting(
        _ response: HTTPResponse, _ change: (inout Output) -> Bool
    ) -> HTTPResponse? {
        guard !indicatesError(response), var output = try? output(from: response), change(&output),
            let encoded = try? httpResponse(output, requestID: requestID(in: response))
        else { return nil }
        var response = response
        response.body = encoded.body
        return response
    }

    /// EC2 repeats the id in the document.
    private static func requestID(in response: HTTPResponse) -> String {
        let document = operation.service.wireProtocol == .ec2Query ? try? XMLElement(parsing: response.body) : nil
        return document?.children.first { $0.name.lowercased() == "requestid" }?.text
            ?? response.headers["x-amzn-RequestId"] ?? ""
    }

    /// Changes every list of an output: what a page holds.
    ///
    /// - Returns: false where the output cannot be read back.
    fileprivate static func mapLists(of output: inout Output, _ change: ([AWSValue]) -> [AWSValue]) -> Bool {
        guard case .structure(let members) = output.awsValue else { return false }
        let changedMembers = members.compactMapValues { value in
            if case .list(let elements) = value { .list(change(elements)) } else { value }
        }
        guard let changed = try? Output(awsValue: .structure(changedMembers)) else { return false }
        output = changed
        return true
    }
}
