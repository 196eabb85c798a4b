/// Somebody at work in an account: how a session of theirs begins, and what it does.
struct TrailPrincipal: Sendable {
    /// The call that begins a session, and who makes it.
    struct Opening: Sendable {
        let call: RecordCall
        let actor: RecordActor
        var fails = false
    }

    /// Where calls come from, and what the session is called.
    enum Origin: Sendable {
        /// A place that people work from; the name of their session.
        case person(session: String)
        /// An instance of the network: its address, and its id for the session's name.
        case instance
        /// A machine outside; the beginning of the session's name, a number follows.
        case machine(session: String)
        /// A service, which is no address.
        case service(session: String)
    }

    /// Of all sessions, beside the others, so many.
    let weight: Int
    let opening: Opening?
    let origin: Origin
    /// The role that is assumed; empty for none.
    var role = ""
    /// Who makes the calls that follow.
    let actor: RecordActor
    /// What is called, each as often as it stands here; empty where the opening is all there is.
    let calls: [RecordCall]
    /// The most seconds that pass between the opening and the last call, below an hour.
    var longest = 3000

    init(
        _ weight: Int, _ opening: Opening?, _ origin: Origin, role: String = "", actor: RecordActor,
        calls: [RecordCall] = [], longest: Int = 3000
    ) {
        self.weight = weight
        self.opening = opening
        self.origin = origin
        self.role = role
        self.actor = actor
        self.calls = calls.flatMap { Array(repeating: $0, count: $0.weight) }
        self.longest = longest
    }
}
