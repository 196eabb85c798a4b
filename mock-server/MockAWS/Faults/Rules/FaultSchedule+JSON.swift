import JSON

extension FaultSchedule {
    private enum Name: String, CaseIterable {
        case always, first, every, nth, probability, window, quota
    }

    init?(of rule: inout WorldJSONObject) throws(WorldError) {
        guard let value = rule.value("schedule") else { return nil }
        let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
        if value.string == Name.always.rawValue {
            self = .always
            return
        }
        guard value.string == nil, var object = try rule.object("schedule"), object.names.count == 1,
            let text = object.names.first, let name = Name(rawValue: text)
        else {
            throw rule.error("schedule", "must be \"always\" or an object with one of \(names)")
        }
        switch name {
        case .always: throw rule.error("schedule", "must be \"always\", as a string")
        case .first: self = .first(try object.integer(text, from: 1))
        case .every: self = .every(try object.integer(text, from: 1))
        case .nth: self = .nth(try object.integer(text, from: 1))
        case .probability:
            guard let probability = try object.number(text), (0...1).contains(probability) else {
                throw object.error(text, "must be a number from 0 to 1")
            }
            self = .probability(probability)
        case .window:
            guard var window = try object.object(text) else { throw object.error(text, "is missing") }
            let from = try window.integer("from", from: 1)
            let to = try window.integer("to")
            guard to.map({ $0 >= from }) ?? true else { throw window.error("to", "lies before from") }
            try window.finish()
            self = .window(from: from, to: to)
        case .quota:
            guard var quota = try object.object(text) else { throw object.error(text, "is missing") }
            let requests = try quota.integer("requests", from: 1)
            let seconds = try quota.number("perSeconds") ?? 1
            guard seconds > 0, seconds.isFinite else { throw quota.error("perSeconds", "must be more than 0") }
            let burst = try quota.value("burst").map { _ throws(WorldError) in try quota.integer("burst", from: 1) }
            try quota.finish()
            self = .quota(Quota(requests: requests, perSeconds: seconds, burst: burst ?? requests))
        }
    }
}

extension FaultSchedule {
    /// What a rule's `schedule` has.
    var json: JSONValue {
        switch self {
        case .always: return "always"
        case .first(let count): return ["first": .integer(Int64(count))]
        case .every(let interval): return ["every": .integer(Int64(interval))]
        case .nth(let number): return ["nth": .integer(Int64(number))]
        case .probability(let probability): return ["probability": .double(probability)]
        case .window(let from, let to):
            var window = [JSONValue.Member("from", .integer(Int64(from)))]
            if let to { window.append(JSONValue.Member("to", .integer(Int64(to)))) }
            return ["window": .object(window)]
        case .quota(let quota):
            return [
                "quota": [
                    "requests": .integer(Int64(quota.requests)), "perSeconds": .double(quota.perSeconds),
                    "burst": .integer(Int64(quota.burst)),
                ]
            ]
        }
    }
}

extension WorldJSONObject {
    /// A whole number that must be there and must not be less than `least`.
    mutating func integer(_ name: String, from least: Int, to most: Int = .max) throws(WorldError) -> Int {
        guard let value = try integer(name) else { throw error(name, "is missing") }
        guard (least...most).contains(value) else {
            throw error(name, most == .max ? "must be at least \(least)" : "must be from \(least) to \(most)")
        }
        return value
    }
}
