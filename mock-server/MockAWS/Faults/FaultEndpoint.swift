import JSON

/// `GET`, `PUT` and `DELETE /_mock/faults`: what holds now, other rules, none.
enum FaultEndpoint {
    /// The path below the server's own endpoints.
    static let path = "/_mock/faults"

    /// The answer to a request.
    ///
    /// - Parameters:
    ///   - method: its method; `HEAD` is a `GET`.
    ///   - body: its body: for `PUT` the rules, `{"preset": "flaky", "seed": 7}`, or the lines of a trace.
    ///   - engine: the engine that is asked or changed; rules that hold begin to count anew.
    /// - Returns: status and document; 400 with one line for rules that cannot be read, which leaves all as it was.
    static func respond(method: String, body: [UInt8], engine: FaultEngine) -> (status: Int, json: JSONValue) {
        switch method {
        case "GET", "HEAD":
            return (200, engine.script.json)
        case "PUT":
            let script: FaultScript
            do throws(FaultError) {
                guard !body.isEmpty else { throw FaultError("the body is empty; it must be rules, as a file has them") }
                script = try FaultScript(parsing: body, file: "body")
            } catch {
                return (400, ["error": .string(error.description)])
            }
            engine.replace(by: script)
            return (200, script.json)
        case "DELETE":
            engine.replace(by: FaultScript())
            return (200, engine.script.json)
        default:
            return (405, ["error": .string("\(method) is not for \(path); there are GET, PUT and DELETE")])
        }
    }
}

extension FaultScript {
    /// The rules as a document; of a trace the faults that are replayed.
    public var json: JSONValue {
        switch content {
        case .rules(let rules): rules.json
        case .trace(let faults): ["replay": .array(faults.map(\.json))]
        }
    }
}
