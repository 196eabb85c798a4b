import AWSOperations
import HTTPMessages
import HTTPServer
import JSON

/// The server's own endpoints, below `/_mock/`; nothing that AWS serves has a path like it.
enum AdminEndpoints {
    /// Whether a request is for the server itself.
    static func takes(_ request: HTTPRequest) -> Bool { request.path.hasPrefix("/_mock/") }

    /// The answer to a request below `/_mock/`; nil for any other.
    static func respond(to request: HTTPRequest, of server: MockServer) -> MockResponse? {
        guard takes(request) else { return nil }
        let path = request.path.dropFirst("/_mock/".count)
        switch (request.method, path) {
        case ("GET", "health"), ("HEAD", "health"):
            return json(["status": "ok", "requests": .integer(Int64(server.journal.total))])
        case ("POST", "reset"):
            server.reset()
            return json(["status": "ok"])
        case ("GET", "requests"), ("HEAD", "requests"):
            return json([
                "total": .integer(Int64(server.journal.total)),
                "requests": .array(server.journal.entries.map(\.json)),
            ])
        case ("DELETE", "requests"):
            server.journal.clear()
            return json(["status": "ok"])
        case (_, "faults"):
            let answer = FaultEndpoint.respond(method: request.method, body: request.body, engine: server.faults)
            return json(answer.json, status: answer.status)
        case ("GET", "conduct"):
            return json(server.journal.conduct.json)
        case ("POST", "cloudtrail/deliver"):
            return trail(request.body) { json throws(MockAWSError) in
                let delivery = try TrailDelivery(json)
                return { () throws(AWSError) in try server.deliver(delivery) }
            }
        case ("POST", "cloudtrail/digest"):
            return trail(request.body) { json throws(MockAWSError) in
                let digests = try TrailDigestRequest(json)
                return { () throws(AWSError) in try server.digest(digests) }
            }
        case (_, "cloudtrail/deliver"), (_, "cloudtrail/digest"), (_, "conduct"), (_, "health"), (_, "reset"),
            (_, "requests"):
            return error(405, "\(request.method) is not for \(request.path)")
        default:
            return error(
                404,
                "there is no \(request.path); there are GET /_mock/health, POST /_mock/reset, GET and DELETE "
                    + "/_mock/requests, GET, PUT and DELETE /_mock/faults, GET /_mock/conduct, and POST "
                    + "/_mock/cloudtrail/deliver and /_mock/cloudtrail/digest")
        }
    }

    /// Reads a request to a trail, and has it done.
    private static func trail(
        _ body: [UInt8], _ read: (JSONValue) throws(MockAWSError) -> () throws(AWSError) -> JSONValue
    ) -> MockResponse {
        let work: () throws(AWSError) -> JSONValue
        do {
            work = try read(try JSONValue(parsing: body))
        } catch let problem as MockAWSError {
            return error(400, problem.description)
        } catch {
            return self.error(400, "the body must be JSON: \(error)")
        }
        do throws(AWSError) {
            return json(try work())
        } catch {
            let statuses = ["ConflictException": 409, "InvalidTimeRangeException": 400]
            return self.error(statuses[error.code] ?? 404, error.message)
        }
    }

    private static func error(_ status: Int, _ message: String) -> MockResponse {
        json(["error": .string(message)], status: status)
    }

    private static func json(_ value: JSONValue, status: Int = 200) -> MockResponse {
        MockResponse(
            status: status, headers: ["Content-Type": "application/json"],
            body: .bytes(value.encoded() + [UInt8(ascii: "\n")]))
    }
}
