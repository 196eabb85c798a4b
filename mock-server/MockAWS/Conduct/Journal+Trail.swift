import HTTPMessages
import Recordings

extension Journal.Entry {
    /// What a report of conduct needs of a request besides what AWS sees of it.
    struct Trail: Sendable, Hashable {
        /// The match key: what was asked.
        var key: String?
        /// `amz-sdk-invocation-id`: the same for all attempts of one call.
        var invocation: String?
        /// The attempt's number in `amz-sdk-request`, counted from 1.
        var attempt: Int?
        /// When the request was there, on a clock that does not go back.
        var started = Duration.zero
        /// When the answer was ready, delays of faults included.
        var ended = Duration.zero
        /// Whether the client gets the answer as the backend gave it.
        var isWhole = true
        /// The names of the fault rules that fired.
        var faults: [String] = []
    }
}

extension Journal.Entry.Trail {
    /// Takes what a request tells, and what faults made of it.
    init(
        _ request: HTTPRequest, _ identity: RequestIdentity?, _ plan: FaultPlan?, started: Duration, ended: Duration
    ) {
        key = identity?.key.text
        invocation = request.headers["amz-sdk-invocation-id"]
        attempt = request.headers["amz-sdk-request"].flatMap(Journal.Entry.Trail.attempt)
        self.started = started
        self.ended = ended
        isWhole = plan?.breaksAnswer != true
        faults = plan?.fired.map(\.rule) ?? []
    }

    /// The number in `attempt=2; max=3`.
    static func attempt(_ header: String) -> Int? {
        header.split(separator: ";").lazy.map(\.trimmed).compactMap { part in
            part.hasPrefix("attempt=") ? Int(part.dropFirst("attempt=".count)) : nil
        }.first
    }
}

extension Substring {
    fileprivate var trimmed: Substring { drop { $0 == " " } }
}
