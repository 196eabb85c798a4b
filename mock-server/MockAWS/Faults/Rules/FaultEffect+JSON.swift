import JSON

extension FaultEffect {
    /// Reads a rule's `effect`: its name, or an object with the name and the parameters.
    init(of rule: inout WorldJSONObject) throws(WorldError) {
        let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
        guard let value = rule.value("effect") else { throw rule.error("effect", "is missing; it may be \(names)") }
        if let text = value.string {
            guard let name = Name(rawValue: text) else {
                throw rule.error("effect", "is '\(text)'; it may be \(names)")
            }
            var empty = try WorldJSONObject(.object([]), file: rule.file, path: "effect.\(text)")
            self = try FaultEffect(name, &empty)
            return
        }
        guard var object = try rule.object("effect") else { throw rule.error("effect", "is missing") }
        guard object.names.count == 1, let text = object.names.first else {
            throw rule.error("effect", "must have one member, the effect's name; two effects are two rules")
        }
        guard let name = Name(rawValue: text) else { throw rule.error("effect", "is '\(text)'; it may be \(names)") }
        guard var parameters = try object.object(text) else { throw object.error(text, "must be an object") }
        self = try FaultEffect(name, &parameters)
        try parameters.finish()
    }

    private init(_ name: Name, _ object: inout WorldJSONObject) throws(WorldError) {
        switch name {
        case .latency:
            self = .latency(
                milliseconds: try object.integer("ms", from: 0, to: FaultEffect.longestDelay),
                jitter: try object.optionalInteger("jitterMs", from: 0, to: FaultEffect.longestDelay) ?? 0)
        case .bandwidth: self = .bandwidth(bytesPerSecond: try object.integer("bytesPerSecond", from: 1))
        case .reset: self = .reset(try FaultEffect.place("afterBytes", &object) ?? .start)
        case .truncate: self = .truncate(try FaultEffect.place("bytes", &object) ?? .anywhere)
        case .wrongLength:
            let delta = try object.integer("delta") ?? 0
            guard delta != 0, delta.magnitude <= UInt(FaultEffect.longestPadding) else {
                throw object.error(
                    "delta", "must be a number of bytes other than 0, at most \(FaultEffect.longestPadding)")
            }
            self = .wrongLength(delta: Int64(delta))
        case .badGzip: self = .badGzip(try FaultEffect.damage(&object))
        case .error: self = .error(try FaultEffect.serviceError(&object))
        case .throttle: self = .throttle(retryAfterSeconds: try object.retryAfter())
        case .http:
            self = .http(
                ForeignAnswer(
                    status: try object.integer("status", from: 200, to: 599), body: try object.string("body") ?? "",
                    contentType: try object.string("contentType") ?? "text/html"))
        case .emptyPage: self = .emptyPage(pages: try object.optionalInteger("pages", from: 1, to: 100) ?? 1)
        case .repeatedToken: self = .repeatedToken
        case .expiredToken: self = .expiredToken
        case .vanish: self = .vanish
        case .duplicate: self = .duplicate
        }
    }

    /// An hour: longer than any client waits.
    static let longestDelay = 3_600_000
    /// What is announced beyond the body is held in memory.
    private static let longestPadding = 1 << 24

    private static func place(_ bytes: String, _ object: inout WorldJSONObject) throws(WorldError) -> Place? {
        let count = try object.optionalInteger(bytes, from: 0)
        let fraction = object.value("fraction")
        guard count == nil || fraction == nil else {
            throw object.error("fraction", "does not go together with \(bytes)")
        }
        if let count { return count == 0 && bytes == "afterBytes" ? .start : .bytes(Int64(count)) }
        guard let fraction else { return nil }
        if fraction.string == "any" { return .anywhere }
        guard let fraction = fraction.double, (0...1).contains(fraction) else {
            throw object.error("fraction", "must be a number from 0 to 1, or \"any\"")
        }
        return .fraction(fraction)
    }

    private static func damage(_ object: inout WorldJSONObject) throws(WorldError) -> Damage {
        switch try object.string("mode", oneOf: ["flip", "cut", "garbage"]) ?? "flip" {
        case "cut": return .cut(at: try object.part("at"))
        case "garbage": return .garbage(seed: try object.optionalInteger("seed", from: 0))
        default:
            return .flip(at: try object.part("at"), bit: try object.optionalInteger("bit", from: 0, to: 7))
        }
    }

    private static func serviceError(_ object: inout WorldJSONObject) throws(WorldError) -> ServiceError {
        ServiceError(
            code: try object.requiredString("code"),
            status: try object.optionalInteger("status", from: 300, to: 599),
            message: try object.string("message"), retryAfterSeconds: try object.retryAfter())
    }
}

extension WorldJSONObject {
    /// A whole number that may be absent.
    mutating func optionalInteger(_ name: String, from least: Int, to most: Int = .max) throws(WorldError) -> Int? {
        value(name) == nil ? nil : try integer(name, from: least, to: most)
    }

    fileprivate mutating func retryAfter() throws(WorldError) -> Int? {
        try optionalInteger("retryAfterSeconds", from: 0, to: 86_400)
    }

    fileprivate mutating func part(_ name: String) throws(WorldError) -> Double? {
        guard let number = try number(name) else { return nil }
        guard (0...1).contains(number) else { throw error(name, "must be a number from 0 to 1") }
        return number
    }
}

extension FaultEffect {
    /// The effect as rules and traces spell it: an object with its name, and the parameters that have a value.
    var json: JSONValue {
        func number(_ value: Int?) -> JSONValue? { value.map { .integer(Int64($0)) } }
        func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }
        let parameters: [(String, JSONValue?)]
        switch self {
        case .latency(let milliseconds, let jitter):
            parameters = [("ms", number(milliseconds)), ("jitterMs", jitter == 0 ? nil : number(jitter))]
        case .bandwidth(let bytesPerSecond): parameters = [("bytesPerSecond", number(bytesPerSecond))]
        case .reset(let place): parameters = FaultEffect.parameters(place, "afterBytes")
        case .truncate(let place): parameters = FaultEffect.parameters(place, "bytes")
        case .wrongLength(let delta): parameters = [("delta", .integer(delta))]
        case .badGzip(.flip(let place, let bit)):
            parameters = [("mode", "flip"), ("at", place.map { .double($0) }), ("bit", number(bit))]
        case .badGzip(.cut(let place)): parameters = [("mode", "cut"), ("at", place.map { .double($0) })]
        case .badGzip(.garbage(let seed)): parameters = [("mode", "garbage"), ("seed", number(seed))]
        case .error(let error):
            parameters = [
                ("code", text(error.code)), ("status", number(error.status)), ("message", text(error.message)),
                ("retryAfterSeconds", number(error.retryAfterSeconds)),
            ]
        case .throttle(let seconds): parameters = [("retryAfterSeconds", number(seconds))]
        case .http(let answer):
            parameters = [
                ("status", number(answer.status)), ("body", text(answer.body)),
                ("contentType", text(answer.contentType)),
            ]
        case .emptyPage(let pages): parameters = [("pages", number(pages))]
        case .repeatedToken, .expiredToken, .vanish, .duplicate: parameters = []
        }
        let members = parameters.compactMap { name, value in value.map { JSONValue.Member(name, $0) } }
        return .object([JSONValue.Member(name.rawValue, .object(members))])
    }

    private static func parameters(_ place: Place, _ bytes: String) -> [(String, JSONValue?)] {
        switch place {
        case .start: [(bytes, 0)]
        case .bytes(let count): [(bytes, .integer(count))]
        case .fraction(let fraction): [("fraction", .double(fraction))]
        case .anywhere: [("fraction", "any")]
        }
    }
}

extension FaultRules {
    /// The document that ``init(_:file:)`` reads back.
    var json: JSONValue {
        ["seed": .integer(Int64(seed)), "rules": .array(rules.map(\.json))]
    }
}

extension FaultRule {
    fileprivate var json: JSONValue {
        var members = [JSONValue.Member("name", .string(name))]
        if let match = selector.json { members.append(JSONValue.Member("match", match)) }
        members.append(JSONValue.Member("effect", effect.json))
        members.append(JSONValue.Member("schedule", schedule.json))
        return .object(members)
    }
}
