import AWSOperations
import HTTPMessages
import JSON
import TestSupport
import Testing

@Suite(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)")) struct ProtocolVectorTests {
    @Test(arguments: VectorCase.all("input"))
    func clientWritesTheRequest(_ vector: VectorCase) throws {
        let expected = try #require(vector.json["serialized"])
        let request = try vector.operation.encodeRequest(vector.params)
        #expect(request.method == expected["method"]?.string)
        #expect(request.target == expected["uri"]?.string)
        for header in expected["headers"]?.object ?? [] {
            let found = try #require(request.headers[header.name], "header \(header.name)")
            #expect(found == header.value.string || found.hasPrefix((header.value.string ?? "") + ";"))
        }
        for name in expected["forbidHeaders"]?.array ?? [] { #expect(request.headers[name.string ?? ""] == nil) }
        if let body = expected["body"]?.string {
            #expect(try vector.canonical(request.body) == vector.canonical(Array(body.utf8)))
        }
    }

    /// Without the case in which a parameter of the map is hidden by one of the same name.
    @Test(arguments: VectorCase.all("input").filter { $0.id != "RestXmlQueryPrecedence" })
    func serverReadsTheRequest(_ vector: VectorCase) throws {
        let serialized = try #require(vector.json["serialized"])
        let uri = try #require(serialized["uri"]?.string).split(separator: "?", maxSplits: 1).map(String.init)
        var headers = HTTPHeaders()
        for header in serialized["headers"]?.object ?? [] { headers.append(header.name, header.value.string ?? "") }
        let request = HTTPRequest(
            method: try #require(serialized["method"]?.string), path: uri[0], query: uri.count > 1 ? uri[1] : nil,
            headers: headers, body: Array((serialized["body"]?.string ?? "").utf8))
        #expect(try vector.operation.decodeRequest(request).withoutEmptiness == vector.params.withoutEmptiness)
    }

    @Test(arguments: VectorCase.all("output").filter { $0.json["result"] != nil })
    func clientReadsTheResponse(_ vector: VectorCase) throws {
        let found = try vector.operation.decodeResponse(vector.response)
        #expect(found.withoutEmptiness == vector.result.withoutEmptiness)
    }

    @Test(arguments: VectorCase.all("output").filter { $0.json["result"] != nil })
    func clientReadsWhatTheServerWrites(_ vector: VectorCase) throws {
        let response = try vector.operation.encodeResponse(vector.result, requestID: "id")
        #expect(response.status == vector.response.status)
        let found = try vector.operation.decodeResponse(response)
        #expect(found.withoutEmptiness == vector.result.withoutEmptiness)
    }

    @Test(arguments: VectorCase.all("output").filter { $0.json["error"] != nil })
    func clientReadsTheError(_ vector: VectorCase) throws {
        let error = vector.operation.service.wireProtocol.decodeError(vector.response)
        #expect(error.code == vector.json["errorCode"]?.string)
        if let message = vector.json["errorMessage"]?.string { #expect(error.message == message) }
        #expect(error.httpStatus == vector.response.status)
        let written = vector.operation.service.encodeError(error, requestID: "id")
        let again = vector.operation.service.wireProtocol.decodeError(written)
        #expect(again.code == error.code && again.message == error.message && again.details == error.details)
        #expect(again.httpStatus == error.httpStatus && again.requestID == "id")
    }

    @Test func everyCaseLeftOutExists() throws {
        var ids: Set<String> = []
        for side in ["input", "output"] {
            for file in ["json", "json_1_0", "query", "ec2", "rest-xml"] {
                let suites = try JSONValue(parsing: SharedFiles.bytes("vectors/protocols/\(side)/\(file).json")).array
                for vector in (suites ?? []).flatMap({ $0["cases"]?.array ?? [] }) {
                    ids.insert(vector["id"]?.string ?? "")
                }
            }
        }
        #expect(ids.isSuperset(of: VectorCase.leftOut.keys))
    }
}

extension VectorCase {
    var params: AWSValue {
        VectorShapes.value(json["params"] ?? [:], as: operation.input) ?? .structure([:])
    }

    var result: AWSValue {
        VectorShapes.value(json["result"] ?? [:], as: operation.output) ?? .structure([:])
    }

    var response: HTTPResponse {
        var headers = HTTPHeaders()
        for header in json["response"]?["headers"]?.object ?? [] {
            headers.append(header.name, header.value.string ?? "")
        }
        return HTTPResponse(
            status: Int(json["response"]?["status_code"]?.integer ?? 0), headers: headers,
            body: Array((json["response"]?["body"]?.string ?? "").utf8))
    }

    /// A body without what does not matter: white space, the order of members and parameters.
    func canonical(_ body: [UInt8]) throws -> String {
        guard !body.isEmpty else { return "" }
        switch file {
        case "json", "json_1_0": return canonical(try JSONValue(parsing: body))
        case "query", "ec2":
            return QueryString(parsing: String(decoding: body, as: UTF8.self)).items
                .map { "\($0.name)=\($0.value ?? "")" }.sorted().joined(separator: "\n")
        default:
            guard body.first(where: { $0 != 0x20 }) == UInt8(ascii: "<") else {
                return String(decoding: body, as: UTF8.self)
            }
            return canonical(try XMLElement(parsing: body))
        }
    }

    private func canonical(_ value: JSONValue) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { "\($0.name):\(canonical($0.value))" }.sorted().joined(separator: ",") + "}"
        case .array(let elements): "[" + elements.map(canonical).joined(separator: ",") + "]"
        default: value.double.map { "\($0)" } ?? value.text()
        }
    }

    private func canonical(_ element: XMLElement) -> String {
        let attributes = element.attributes.map { " \($0.name)='\($0.value)'" }.sorted().joined()
        let text = element.children.isEmpty ? element.text : ""
        // Entries of maps come in any order; elements of lists do not, but have the same name.
        let children = element.children.map(canonical)
        let isOrdered = Set(element.children.map(\.name)).count == 1 && element.children[0].name == "member"
        return "<\(element.name)\(attributes)>\(text)\((isOrdered ? children : children.sorted()).joined())</>"
    }
}
