import JSON
import Timestamps

/// The members of a request to one of the server's own endpoints; each is checked when it is taken.
struct ControlMembers {
    private let json: JSONValue
    private var asked: [String] = []

    /// Begins to read a request.
    init(_ json: JSONValue) throws(MockAWSError) {
        guard json.object != nil else { throw MockAWSError("the body must be a JSON object") }
        self.json = json
    }

    /// The value of a member, null and all.
    mutating func take(_ name: String) -> JSONValue? {
        asked.append(name)
        return json[name]
    }

    private mutating func present(_ name: String) -> JSONValue? {
        let value = take(name)
        return value == .null ? nil : value
    }

    mutating func integer(_ name: String, _ range: ClosedRange<Int64>) throws(MockAWSError) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.integer, range.contains(number) else {
            throw MockAWSError("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    mutating func boolean(_ name: String) throws(MockAWSError) -> Bool? {
        guard let value = present(name) else { return nil }
        guard let truth = value.boolean else { throw MockAWSError("\(name) must be true or false") }
        return truth
    }

    mutating func text(_ name: String, of choices: [String]) throws(MockAWSError) -> String? {
        guard let value = present(name) else { return nil }
        guard let text = value.string, choices.contains(text) else {
            throw MockAWSError("\(name) must be one of \(choices.joined(separator: ", "))")
        }
        return text
    }

    mutating func time(_ name: String) throws(MockAWSError) -> Timestamp? {
        guard let value = present(name) else { return nil }
        guard let time = value.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw MockAWSError("\(name) must be a time such as 2026-03-04T05:06:07Z")
        }
        guard TrailState.times.contains(time.seconds) else {
            throw MockAWSError("\(name) must lie in the years 1970 to 9999")
        }
        return Timestamp(seconds: time.seconds)
    }

    mutating func account(_ name: String) throws(MockAWSError) -> String? {
        guard let value = present(name) else { return nil }
        guard let text = value.string, World.isAccount(text) else {
            throw MockAWSError("\(name) must be the twelve digits of an account, as a text")
        }
        return text
    }

    mutating func region(_ name: String) throws(MockAWSError) -> String? {
        guard let value = present(name) else { return nil }
        guard let text = value.string, World.isRegion(text) else {
            throw MockAWSError("\(name) must be a region such as us-east-1")
        }
        return text
    }

    /// Fails where there is a member that was not asked for.
    func finish() throws(MockAWSError) {
        for member in json.object ?? [] where !asked.contains(member.name) {
            throw MockAWSError("\(member.name) is unknown; there are \(asked.joined(separator: ", "))")
        }
    }
}
