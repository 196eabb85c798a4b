/// What a fault does to an answer.
///
/// Where a parameter is left to chance it is nil, or `.anywhere`; ``resolved(by:)`` fills it in.
enum FaultEffect: Sendable, Hashable {
    /// How far an answer gets before something happens to it.
    enum Place: Sendable, Hashable {
        /// Nothing of it is sent, not even the header.
        case start
        /// So many bytes of the body.
        case bytes(Int64)
        /// This part of the body, from 0 to 1.
        case fraction(Double)
        /// Somewhere in the body.
        case anywhere
    }

    /// How a body is damaged; its length and `Content-Length` agree all the same.
    enum Damage: Sendable, Hashable {
        /// One bit is flipped, at this part of the compressed data.
        case flip(at: Double?, bit: Int?)
        /// The body ends at this part of it.
        case cut(at: Double?)
        /// Noise stands in place of the compressed data.
        case garbage(seed: Int?)
    }

    /// An error in the service's own protocol.
    struct ServiceError: Sendable, Hashable {
        var code: String
        /// The status; nil takes the one that AWS answers the code with.
        var status: Int?
        var message: String?
        var retryAfterSeconds: Int?
    }

    /// An answer that is none of the service's, such as a proxy's page.
    struct ForeignAnswer: Sendable, Hashable {
        var status: Int
        var body: String
        var contentType: String
    }

    /// The answer comes later: by so many milliseconds, and up to so many more.
    case latency(milliseconds: Int, jitter: Int)
    /// The body comes at this pace.
    case bandwidth(bytesPerSecond: Int)
    /// The connection is reset.
    case reset(Place)
    /// The connection ends before the announced length is reached.
    case truncate(Place)
    /// The announced length is not that of the body: longer than what is sent, or the body is cut to a shorter one.
    case wrongLength(delta: Int64)
    /// The body cannot be inflated.
    case badGzip(Damage)
    /// The service answers an error.
    case error(ServiceError)
    /// The service answers that there are too many requests.
    case throttle(retryAfterSeconds: Int?)
    /// Somebody else answers.
    case http(ForeignAnswer)
    /// So many pages without items, each with a token, come before the real one.
    case emptyPage(pages: Int)
    /// The page's next token is the one that was sent.
    case repeatedToken
    /// A page token that was sent is refused.
    case expiredToken
    /// What is asked for is not there any more.
    case vanish
    /// A page holds its items twice.
    case duplicate

    /// The names by which rules call the effects.
    enum Name: String, CaseIterable {
        case latency, bandwidth, reset, truncate, wrongLength, badGzip, error, throttle, http, emptyPage
        case repeatedToken, expiredToken, vanish, duplicate
    }

    var name: Name {
        switch self {
        case .latency: .latency
        case .bandwidth: .bandwidth
        case .reset: .reset
        case .truncate: .truncate
        case .wrongLength: .wrongLength
        case .badGzip: .badGzip
        case .error: .error
        case .throttle: .throttle
        case .http: .http
        case .emptyPage: .emptyPage
        case .repeatedToken: .repeatedToken
        case .expiredToken: .expiredToken
        case .vanish: .vanish
        case .duplicate: .duplicate
        }
    }
}

extension FaultEffect {
    /// What part of an answer an effect works on; of two effects with the same part the first one holds.
    enum Part: Sendable, Hashable {
        /// When it comes; delays add up.
        case delay
        /// How fast it comes; the slowest pace holds.
        case pace
        /// The whole of it.
        case answer
        /// A page's items.
        case items
        /// A page's token.
        case token
        /// The bytes of the body.
        case body
        /// How it ends.
        case ending
    }

    var part: Part {
        switch self {
        case .latency: .delay
        case .bandwidth: .pace
        case .error, .throttle, .http, .expiredToken, .vanish: .answer
        case .emptyPage, .duplicate: .items
        case .repeatedToken: .token
        case .badGzip: .body
        case .reset, .truncate, .wrongLength: .ending
        }
    }

    /// Whether only requests with a page token are concerned, and counted.
    var needsToken: Bool {
        switch self {
        case .repeatedToken, .expiredToken: true
        default: false
        }
    }

    /// Whether the client does not get the whole of the answer that the service has for it.
    var breaksAnswer: Bool {
        switch self {
        case .latency, .bandwidth, .duplicate: false
        default: true
        }
    }

    /// The effect with everything decided that was left to chance.
    ///
    /// Positions are parts of the whole, so that they do not depend on the answer's length.
    func resolved(by hash: FaultHash) -> FaultEffect {
        switch self {
        case .latency(let milliseconds, let jitter):
            let extra = jitter == 0 ? 0 : Int(hash.value(.jitter) % UInt64(jitter + 1))
            // A trace is read back, with the same limit.
            return .latency(milliseconds: min(milliseconds + extra, FaultEffect.longestDelay), jitter: 0)
        case .reset(.anywhere): return .reset(.fraction(hash.position))
        case .truncate(.anywhere): return .truncate(.fraction(hash.position))
        case .badGzip(.flip(let place, let bit)):
            return .badGzip(.flip(at: place ?? hash.position, bit: bit ?? Int(hash.value(.bit) % 8)))
        case .badGzip(.cut(let place)): return .badGzip(.cut(at: place ?? hash.position))
        case .badGzip(.garbage(let seed)):
            return .badGzip(.garbage(seed: seed ?? Int(hash.value(.noise) % (1 << 32))))
        default: return self
        }
    }
}
