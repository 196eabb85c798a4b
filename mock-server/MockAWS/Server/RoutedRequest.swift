import AWSOperations
import HTTPMessages
import Recordings

/// A request, and which operation of which service it asks for.
struct RoutedRequest: Sendable {
    /// The request; a bucket that was named by the host stands in the path.
    let request: HTTPRequest
    let identification: OperationCatalog.Identification

    /// Finds out what `request` asks for.
    ///
    /// - Parameters:
    ///   - request: as it came.
    ///   - servedHost: the name the server listens at, for virtual-style buckets.
    init(_ request: HTTPRequest, servedHost: String) {
        let first = OperationCatalog.identify(request)
        let service: AWSService? =
            switch first {
            case .operation(let operation): operation.service
            case .unknown(let service, _): service
            }
        guard request.headers["X-Amz-Target"] == nil, service == nil || service == .s3 else {
            self.request = request
            identification = first
            return
        }
        self.request = VirtualHost.pathStyle(request, servedHost: servedHost)
        identification = self.request.path == request.path ? first : OperationCatalog.identify(self.request)
    }

    /// What `request`, which this was made of, is told from others by.
    func identity(of request: HTTPRequest, servedHost: String) -> RequestIdentity {
        guard case .operation(let operation) = identification else {
            return RequestIdentity(request, servedHost: servedHost)
        }
        return RequestIdentity(request, operation: operation, pathStyle: self.request, servedHost: servedHost)
    }

    /// The service asked, as far as it can be told.
    ///
    /// A request whose `X-Amz-Target` nobody knows is answered in JSON, one whose `Action` nobody knows in the query
    /// protocol.
    var service: AWSService? {
        switch identification {
        case .operation(let operation): operation.service
        case .unknown(let service?, _): service
        case .unknown(nil, _):
            if request.headers["X-Amz-Target"] != nil {
                .logs
            } else if request.headers["Content-Type"]?.hasPrefix("application/x-www-form-urlencoded") == true {
                .sts
            } else {
                nil
            }
        }
    }

    /// The operation's name, known or not.
    var operationName: String? {
        switch identification {
        case .operation(let operation): operation.name
        case .unknown(_, let name): name
        }
    }

    /// What the service answers to an operation that it does not know.
    var unknownOperation: AWSError {
        let name = operationName ?? "\(request.method) \(request.path)"
        switch (service ?? .s3).wireProtocol {
        case .awsJSON10, .awsJSON11:
            return AWSError(
                code: "UnknownOperationException", message: "mock-aws does not know the operation \(name).",
                httpStatus: 400, service: service)
        case .query, .ec2Query:
            return AWSError(
                code: "InvalidAction",
                message: "The action \(name) is not valid for this web service: mock-aws does not know it.",
                httpStatus: 400, service: service)
        case .restXML:
            return AWSError(
                code: "NotImplemented",
                message: "A header or query you provided implies functionality that is not implemented: mock-aws does "
                    + "not know \(name).", httpStatus: 501, service: .s3)
        }
    }
}
