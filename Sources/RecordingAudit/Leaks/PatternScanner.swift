/// Runs the detectors over bytes that come in pieces; what straddles two of them is found, and found once.
///
/// A window holds the last bytes that were looked at, for the names before an anchor, and those that were not, until
/// enough of what follows them is there.
struct PatternScanner {
    /// How much has to follow an anchor before it is judged; no detector reads further.
    static let lookAhead = 8192
    /// How much of what precedes an anchor is kept.
    static let lookBehind = 128

    private static let detectors: [any LeakDetector.Type] = [
        AccessKeyIDDetector.self, SecretKeyDetector.self, BareSecretDetector.self, TokenDetector.self,
        SignatureDetector.self, AuthorizationDetector.self, PrivateKeyDetector.self, PasswordDetector.self,
    ]
    /// For every byte the detectors of which an anchor begins with it, as bits.
    private static let anchors: [UInt16] = detectors.enumerated().reduce(into: [UInt16](repeating: 0, count: 256)) {
        for byte in $1.element.firstBytes { $0[Int(byte)] |= 1 << UInt16($1.offset) }
    }

    private let known: KnownIdentities
    private var window: [UInt8] = []
    /// The offset of the window's first byte.
    private var offset: Int64 = 0
    /// The index in the window of the first byte that was not looked at.
    private var position = 0
    /// How many things that look like identities there were.
    private(set) var counts: IdentityCounts?

    init(known: KnownIdentities, countsIdentities: Bool) {
        self.known = known
        counts = countsIdentities ? IdentityCounts() : nil
    }

    /// Takes a piece; `found` gets the matches with their offsets in the whole.
    mutating func take(_ piece: [UInt8], _ found: (LeakMatch, Int64) -> Void) {
        window += piece
        scan(to: window.count - PatternScanner.lookAhead, found)
    }

    /// Looks at what is left.
    mutating func finish(_ found: (LeakMatch, Int64) -> Void) {
        scan(to: window.count, found)
    }

    private mutating func scan(to end: Int, _ found: (LeakMatch, Int64) -> Void) {
        guard end > position else { return }
        PatternScanner.look(at: window, from: position, to: end) { found($0, offset + Int64($0.index)) }
        known.find(in: window, from: position, to: end) { match in found(match, offset + Int64(match.index)) }
        counts?.count(window, from: position, to: end)
        position = end
        let surplus = position - PatternScanner.lookBehind
        if surplus > 0 {
            window.removeFirst(surplus)
            offset += Int64(surplus)
            position -= surplus
        }
    }

    private static func look(at bytes: [UInt8], from start: Int, to end: Int, _ found: (LeakMatch) -> Void) {
        let anchors = PatternScanner.anchors
        let detectors = PatternScanner.detectors
        for index in start..<end {
            var bits = anchors[Int(bytes[index])]
            while bits != 0 {
                if let match = detectors[bits.trailingZeroBitCount].find(bytes, at: index) { found(match) }
                bits &= bits - 1
            }
        }
    }
}
