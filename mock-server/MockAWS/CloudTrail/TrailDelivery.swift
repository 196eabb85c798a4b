import AWSOperations
import JSON
import Timestamps

/// What a delivery is to be: the body of `POST /_mock/cloudtrail/deliver`.
struct TrailDelivery: Sendable {
    /// Where the records come from.
    enum Source: Sendable {
        case generator
        /// `cloudtrail/*.json` of the world, in order, each once.
        case world
        case given([JSONValue])
    }

    /// The trail's name or ARN, and where to look for a name.
    var trail: TrailReference
    /// The account that the records are of; another than the trail's own needs an organisation trail.
    var recordAccount: String?
    /// The region that the records are of; the trail's own by default.
    var recordRegion: String?
    var source = Source.generator
    /// How many records a file has.
    var count: Int?
    var files = 1
    /// Over how many seconds before now the files are spread.
    var spreadSeconds: Int64 = 0
    /// How many keys a notification names.
    var keysPerNotification = TrailDelivery.keyLimit
    /// How many seconds before the file's stamp the events lie.
    var lagSeconds: Int64 = 0
    var seed: UInt64?
    /// What stands for now.
    var time: Timestamp?
    /// How many seconds before its delivery a file's stamp lies, so that it comes out of order.
    var lateSeconds: Int64 = 0
    /// How often the same records are delivered in a further file.
    var duplicateFiles = 0
    /// How often the same notification is sent again.
    var duplicateNotifications = 0
    var wantsEventIDs = false

    /// Refuses stamps and events that keys and records cannot name.
    func checkTimes(_ now: Timestamp) throws(AWSError) {
        // Made-up records lie in the five minutes before.
        let (first, _) = now.seconds.subtractingReportingOverflow(
            spreadSeconds + max(0, lateSeconds) + lagSeconds + 300)
        let (last, _) = now.seconds.addingReportingOverflow(max(0, -lateSeconds))
        guard TrailState.times.contains(now.seconds), TrailState.times.contains(first),
            TrailState.times.contains(last)
        else {
            throw AWSError.trail(
                "InvalidTimeRange", "time, with spreadSeconds, late and lag, must lie in the years 1970 to 9999")
        }
    }

    /// A queue takes messages of 256 KiB; a key has at most some 350 bytes.
    private static let keyLimit = 500
    private static let fileLimit = 100_000
    private static let recordLimit = 5_000_000
    /// Ten years.
    private static let secondsLimit: Int64 = 10 * 366 * 86_400

    /// Reads a request.
    ///
    /// - Throws: what is wrong, for people.
    init(_ json: JSONValue) throws(MockAWSError) {
        var members = try ControlMembers(json)
        trail = try TrailReference(&members)
        recordAccount = try members.account("recordAccount")
        recordRegion = try members.region("recordRegion")
        count = try members.integer("count", 0...100_000).map { Int($0) }
        files = try members.integer("files", 1...Int64(TrailDelivery.fileLimit)).map { Int($0) } ?? 1
        spreadSeconds = try members.integer("spreadSeconds", 0...TrailDelivery.secondsLimit) ?? 0
        keysPerNotification =
            try members.integer("keysPerNotification", 1...Int64(TrailDelivery.keyLimit)).map { Int($0) }
            ?? TrailDelivery.keyLimit
        lagSeconds = try members.integer("lag", 0...TrailDelivery.secondsLimit) ?? 0
        seed = try members.integer("seed", Int64.min...Int64.max).map { UInt64(bitPattern: $0) }
        time = try members.time("time")
        lateSeconds = try members.integer("late", -TrailDelivery.secondsLimit...TrailDelivery.secondsLimit) ?? 0
        wantsEventIDs = try members.boolean("eventIDs") ?? false
        let source = try members.text("source", of: ["generator", "world"])
        let records = members.take("records")
        switch members.take("duplicate") {
        case nil, .some(.null), .some(.boolean(false)): break
        case .some(.boolean(true)), .some(.string("file")): duplicateFiles = 1
        case .some(.string("notification")): duplicateNotifications = 1
        default: throw MockAWSError("duplicate must be true, \"file\" or \"notification\"")
        }
        try members.finish()

        guard files * max(1, count ?? 1) <= TrailDelivery.recordLimit else {
            throw MockAWSError("files times count must be at most \(TrailDelivery.recordLimit)")
        }
        if source == "world" { self.source = .world }
        if let records {
            guard let array = records.array else { throw MockAWSError("records must be a list") }
            guard source == nil, files == 1, lagSeconds == 0 else {
                throw MockAWSError("records fill one file as they are: not with source, files or lag")
            }
            self.source = .given(array)
        }
        if case .world = self.source, lagSeconds != 0 {
            throw MockAWSError("records of the world keep their times: not with lag")
        }
    }
}
