/// Reads one JSON value, checks its grammar, and notes on the way where the fields lie.
///
/// It stops where the bytes end and goes on when there are more. All positions count from the value's first byte.
struct RecordScanner {
    enum State: UInt8 {
        case value
        case firstElement
        case firstKey
        case key
        case colon
        case keyString
        case valueString
        case scalar
        case afterValue
    }

    enum Outcome: Equatable {
        /// The bytes end within the value.
        case needsMore
        /// The value ends at ``position``.
        case complete
        /// The value of a root's member is a list of records, whose bracket stands at ``position``.
        case list(CloudTrailField)
        /// The value is broken at ``position``.
        case broken(CloudTrailSkipCause)
    }

    private(set) var state = State.value
    /// The next byte to look at; inside a string that is cut off, a backslash or the end.
    private(set) var position = 0
    /// Where the string or scalar under way begins; negative where its bytes are gone.
    private(set) var tokenStart = 0
    private(set) var depth = 0
    private(set) var fields = FieldTable()
    /// Whether there are line breaks between the tokens.
    private(set) var hasLineBreaks = false

    /// One bit for each open array (0) or object (1), the innermost lowest.
    private var kinds: UInt128 = 0
    private var scope = FieldScope.event
    private var scopeDepth = 1
    private var field: CloudTrailField?
    private var nameHasEscape = false
    private let isRoot: Bool
    private let maximumDepth: Int

    init(isRoot: Bool, maximumDepth: Int) {
        self.isRoot = isRoot
        self.maximumDepth = maximumDepth
    }

    /// Whether a string or scalar is under way.
    var isInToken: Bool { state == .keyString || state == .valueString || state == .scalar }

    /// Whether a string is under way.
    var isInString: Bool { state == .keyString || state == .valueString }

    /// Forgets the first `count` bytes, which no call will see again.
    mutating func drop(_ count: Int) {
        position -= count
        tokenStart -= count
    }

    /// Goes on behind the list at which ``Outcome/list(_:)`` stopped; the next byte is the first of the rest.
    mutating func continueAfterList() {
        state = .afterValue
        position = 0
        field = nil
    }

    /// Reads on in `bytes`, whose first byte is the value's.
    mutating func scan(_ bytes: Span<UInt8>) -> Outcome {
        var p = position
        var state = self.state
        defer {
            position = p
            self.state = state
        }
        while true {
            switch state {
            case .keyString, .valueString:
                p = endOfPlainString(bytes, from: p)
                guard p < bytes.count else { return .needsMore }
                switch bytes[p] {
                case UInt8(ascii: "\""):
                    if state == .keyString {
                        if depth == scopeDepth { noteName(bytes, end: p) }
                        state = .colon
                    } else {
                        endValue(at: p &+ 1)
                        state = .afterValue
                    }
                    p &+= 1
                case UInt8(ascii: "\\"):
                    switch scanEscape(bytes, at: p) {
                    case .length(let length):
                        p += length
                        nameHasEscape = true
                    case .cut: return .needsMore
                    case .unknown: return .broken(.escape)
                    }
                default: return .broken(.controlCharacter)
                }
                continue
            case .scalar:
                while p < bytes.count, isScalarByte(bytes[p]) { p &+= 1 }
                guard p < bytes.count else { return .needsMore }
                guard tokenStart < 0 || isScalar(bytes, tokenStart..<p) else {
                    p = tokenStart
                    return .broken(.syntax)
                }
                endValue(at: p)
                state = .afterValue
                continue
            case .afterValue where depth == 0: return .complete
            default: break
            }

            guard p < bytes.count else { return .needsMore }
            let byte = bytes[p]
            if byte <= 0x20 {
                guard isWhiteSpace(byte) else { return .broken(.syntax) }
                if byte == 0x0A || byte == 0x0D { hasLineBreaks = true }
                p &+= 1
                continue
            }
            switch state {
            case .afterValue:
                switch byte {
                case UInt8(ascii: ","): state = kinds & 1 == 1 ? .key : .value
                case UInt8(ascii: "}") where kinds & 1 == 1, UInt8(ascii: "]") where kinds & 1 == 0:
                    close(at: p &+ 1)
                default: return .broken(.syntax)
                }
                p &+= 1
            case .colon:
                guard byte == UInt8(ascii: ":") else { return .broken(.syntax) }
                p &+= 1
                state = .value
            case .key, .firstKey:
                if byte == UInt8(ascii: "\"") {
                    tokenStart = p
                    nameHasEscape = false
                    state = .keyString
                } else if byte == UInt8(ascii: "}"), state == .firstKey {
                    close(at: p &+ 1)
                    state = .afterValue
                } else {
                    return .broken(.syntax)
                }
                p &+= 1
            default:
                if byte == UInt8(ascii: "]"), state == .firstElement {
                    close(at: p &+ 1)
                    state = .afterValue
                    p &+= 1
                    continue
                }
                if depth == scopeDepth, let field { fields.begin(field, at: p) }
                switch byte {
                case UInt8(ascii: "\""):
                    tokenStart = p
                    state = .valueString
                    p &+= 1
                case UInt8(ascii: "{"):
                    guard depth < maximumDepth else { return .broken(.tooDeep) }
                    openObject()
                    state = .firstKey
                    p &+= 1
                case UInt8(ascii: "["):
                    if isRoot, depth == 1, let field, field.isList { return .list(field) }
                    guard depth < maximumDepth else { return .broken(.tooDeep) }
                    kinds <<= 1
                    depth &+= 1
                    state = .firstElement
                    p &+= 1
                default:
                    guard isScalarByte(byte) else { return .broken(.syntax) }
                    tokenStart = p
                    state = .scalar
                }
            }
        }
    }

    @inline(__always)
    private mutating func noteName(_ bytes: Span<UInt8>, end: Int) {
        guard tokenStart >= 0 else {
            field = nil
            return
        }
        if nameHasEscape {
            let name = unescaped(bytes, tokenStart + 1..<end)
            field = scope.field(name.span, 0, name.count)
        } else {
            field = scope.field(bytes, tokenStart &+ 1, end)
        }
    }

    @inline(__always)
    private mutating func endValue(at end: Int) {
        if depth == scopeDepth, let field { fields.end(field, at: end) }
    }

    @inline(__always)
    private mutating func openObject() {
        if depth == scopeDepth, let field, let inner = FieldScope(opening: field) {
            scope = inner
            scopeDepth &+= 1
            self.field = nil
        }
        kinds = kinds << 1 | 1
        depth &+= 1
    }

    @inline(__always)
    private mutating func close(at end: Int) {
        if depth == scopeDepth, let parent = scope.parent {
            scope = parent.scope
            scopeDepth &-= 1
            field = parent.field
        }
        kinds >>= 1
        depth &-= 1
        endValue(at: end)
    }
}

extension CloudTrailField {
    /// Whether a root's member of this name is the list of its records.
    fileprivate var isList: Bool { self == .records || self == .events || self == .logEvents }
}

/// Whether JSON takes `byte` between tokens.
@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

/// Whether `byte` may be part of a number or a literal.
@inline(__always)
private func isScalarByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
    default: false
    }
}
