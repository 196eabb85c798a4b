import AWSOperations
import HTTPMessages
import JSON
import TestSupport
import Testing

/// One case of a vector file.
struct VectorCase: Sendable, CustomTestStringConvertible {
    var file: String
    var id: String
    var json: JSONValue
    var operation: WireOperation

    var testDescription: String { "\(file): \(id)" }

    /// The cases of all five protocols; none where the folder is absent.
    ///
    /// - Parameter side: `input` or `output`.
    /// - Returns: the cases without those left out.
    static func all(_ side: String) -> [VectorCase] {
        guard SharedFiles.present else { return [] }
        return ["json", "json_1_0", "query", "ec2", "rest-xml"].flatMap { file -> [VectorCase] in
            guard let bytes = try? SharedFiles.bytes("vectors/protocols/\(side)/\(file).json"),
                let suites = try? JSONValue(parsing: bytes).array
            else { return [] }
            return suites.flatMap { suite in
                (suite["cases"]?.array ?? []).map { VectorCase(file, $0, suite: suite) }
            }.filter { leftOut[$0.id] == nil }
        }
    }

    private init(_ file: String, _ json: JSONValue, suite: JSONValue) {
        self.file = file
        self.json = json
        id = json["id"]?.string ?? ""
        let shapes = VectorShapes(shapes: suite["shapes"] ?? .null)
        let given = json["given"] ?? .null
        let empty = AWSShape(.structure { [] })
        let protocols: [String: AWSWireProtocol] = [
            "json": .awsJSON11, "json_1_0": .awsJSON10, "query": .query, "ec2": .ec2Query, "rest-xml": .restXML,
        ]
        operation = WireOperation(
            service: ServiceTraits(
                wireProtocol: protocols[file] ?? .restXML, apiVersion: suite["metadata"]?["apiVersion"]?.string ?? "",
                targetPrefix: suite["metadata"]?["targetPrefix"]?.string),
            name: given["name"]?.string ?? "", method: given["http"]?["method"]?.string ?? "",
            uri: given["http"]?["requestUri"]?.string ?? "",
            successStatus: given["http"]?["responseCode"]?.integer.map { Int($0) } ?? 200,
            input: given["input"].map(shapes.shape) ?? empty, output: given["output"].map(shapes.shape) ?? empty)
        let inputShape = shapes.shapes[given["input"]?["shape"]?.string ?? ""]
        operation.inputRoot = inputShape?["locationName"]?.string ?? given["input"]?["locationName"]?.string
        operation.inputNamespace = shapes.namespace(inputShape) ?? shapes.namespace(given["input"])
    }

    /// The cases that are not run, with the reason.
    ///
    /// Of the cases about host prefixes all but the host itself is run; no operation here has one.
    static let leftOut: [String: String] = [
        "AwsJson11HostWithPath": basePath, "AwsJson10HostWithPath": basePath, "QueryHostWithPath": basePath,
        "Ec2QueryHostWithPath": basePath,
        "SDKAppliedContentEncoding_awsJson1_1": compression,
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1": compression,
        "SDKAppliedContentEncoding_awsJson1_0": compression,
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0": compression,
        "SDKAppliedContentEncoding_awsQuery": compression,
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery": compression,
        "SDKAppliedContentEncoding_ec2Query": compression,
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query": compression,
        "SDKAppliedContentEncoding_restXml": compression,
        "SDKAppendedGzipAfterProvidedEncoding_restXml": compression,
        "QueryProtocolIdempotencyTokenAutoFill": token, "Ec2ProtocolIdempotencyTokenAutoFill": token,
        "QueryIdempotencyTokenAutoFill": token,
        "PutAndGetInlineDocumentsInput": "no operation here has a document member",
        "IgnoreQueryParamsInResponse": "no output here has a member of the path or the query",
    ]

    private static let basePath = "the path of an endpoint is put before the request's by the transport"
    private static let compression = "requests are not compressed; no operation here asks for it"
    private static let token = "tokens come from the caller: the coders know no randomness"
}
