import AWSOperations
import JSON

extension FaultSelector {
    init(_ object: WorldJSONObject) throws(WorldError) {
        var object = object
        service = try FaultSelector.globs("service", &object)
        operation = try FaultSelector.globs("operation", &object)
        region = try FaultSelector.globs("region", &object)
        bucket = try FaultSelector.globs("bucket", &object)
        key = try FaultSelector.globs("key", &object)
        logGroup = try FaultSelector.globs("logGroup", &object)
        logStream = try FaultSelector.globs("logStream", &object)
        try object.finish()
        for glob in service where AWSService.allCases.allSatisfy({ !glob.matches($0.rawValue) }) {
            let names = AWSService.allCases.map(\.rawValue).joined(separator: ", ")
            throw object.error("service", "is '\(glob.text)'; there are \(names)")
        }
        for glob in operation {
            var selector = self
            selector.operation = [glob]
            guard selector.operations.isEmpty else { continue }
            let services = service.isEmpty ? "any service" : service.map(\.text).joined(separator: ", ")
            throw object.error("operation", "is '\(glob.text)', which is no operation of \(services)")
        }
    }

    /// One pattern, or several of which one must match.
    private static func globs(_ name: String, _ object: inout WorldJSONObject) throws(WorldError) -> [Glob] {
        guard let value = object.value(name) else { return [] }
        if let text = value.string { return [Glob(text)] }
        guard let texts = try? object.strings(name), !texts.isEmpty else {
            throw object.error(name, "must be a pattern, or an array of patterns")
        }
        return texts.map(Glob.init)
    }
}

extension FaultSelector {
    /// What a rule's `match` has; nil where it matches everything.
    var json: JSONValue? {
        let lists = [
            ("service", service), ("operation", operation), ("region", region), ("bucket", bucket), ("key", key),
            ("logGroup", logGroup), ("logStream", logStream),
        ]
        let members = lists.filter { !$0.1.isEmpty }.map { name, globs in
            JSONValue.Member(name, globs.count == 1 ? .string(globs[0].text) : .array(globs.map { .string($0.text) }))
        }
        return members.isEmpty ? nil : .object(members)
    }
}
