import AWSOperations
import HTTPMessages
import HTTPServer

/// What faults do to one request and its answer; decided before anybody answers it.
///
/// Usage, once the caller was let in:
///
/// ```swift
/// let plan = engine.decide(request, RequestIdentity(request))
/// // plan.request goes to the backend, unless plan.answer() throws or returns
/// // plan.outcome(of: response) goes on the wire
/// ```
struct FaultPlan: Sendable {
    /// The request for the backend: with its real page token, where the client sent that of an empty page.
    var request: HTTPRequest
    /// The operation, where the catalog has it.
    var operation: OperationDescriptor?
    /// The faults that fired, in the order of the rules.
    var fired: [FiredFault] = []
    /// The error that the service answers instead.
    var error: AWSError?
    /// The answer of somebody else.
    var foreign: MockResponse?
    var pageChanges: [PageChange] = []
    var damage: FaultEffect.Damage?
    /// An effect whose part is the ending.
    var ending: FaultEffect?
    /// The pace of the body; nil for no limit.
    var bytesPerSecond: Int?
    /// How long to wait before the answer.
    var delay = Duration.zero

    /// A plan that leaves the request alone.
    init(_ request: HTTPRequest) {
        self.request = request
    }

    /// Whether the client will not get the whole of the backend's answer.
    ///
    /// It will ask again; so whoever replays a recording keeps the answer for then.
    var breaksAnswer: Bool { fired.contains { $0.effect.breaksAnswer } }

    /// What is answered instead of asking the backend; nil where it is to be asked.
    ///
    /// - Throws: the error that the service answers.
    func answer() throws(AWSError) -> MockResponse? {
        if let error { throw error }
        return foreign
    }

    /// Asks the backend for the page that a token of an empty page stands in for.
    mutating func ask(for standIn: StandInToken, sent: String?) {
        request = PageToken.replacing(standIn.token, in: request)
        if let sent, let token = standIn.token { pageChanges.append(.end(token: token, sent: sent)) }
    }

    /// Enters a fault that fired.
    mutating func add(_ fault: FiredFault, of request: FaultRequest) {
        fired.append(fault)
        switch fault.effect {
        case .latency(let milliseconds, _): delay += .milliseconds(milliseconds)
        case .bandwidth(let pace): bytesPerSecond = min(bytesPerSecond ?? pace, pace)
        case .reset, .truncate, .wrongLength: ending = fault.effect
        case .badGzip(let damage): self.damage = damage
        case .http(let answer):
            foreign = MockResponse(
                status: answer.status, headers: ["Content-Type": answer.contentType],
                body: .bytes(Array(answer.body.utf8)), errorCode: answer.status < 300 ? nil : String(answer.status))
        case .error, .throttle, .expiredToken, .vanish: error = fault.error(request)
        case .emptyPage:
            let token = request.standIn.map(\.token) ?? request.token
            let standIn = StandInToken(for: token, emptyPages: (request.standIn?.emptyPages ?? 0) + 1)
            pageChanges.append(.empty(token: standIn.text))
        case .duplicate: pageChanges.append(.duplicate)
        case .repeatedToken: if let token = request.token { pageChanges.append(.token(token)) }
        }
    }
}

extension FiredFault {
    /// The error that is answered; nil where the request offers none.
    func error(_ request: FaultRequest) -> AWSError? {
        guard let operation = request.operation else { return nil }
        switch effect {
        case .error(let error): return ServiceFault.error(error, operation, rule: rule)
        case .throttle(let seconds): return ServiceFault.throttle(operation, retryAfterSeconds: seconds)
        case .expiredToken: return ServiceFault.expiredToken(operation, token: request.token ?? "")
        case .vanish: return ServiceFault.vanished(operation, request)
        default: return nil
        }
    }
}
