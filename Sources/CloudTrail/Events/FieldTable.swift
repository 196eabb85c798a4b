/// Where the fields of a record lie: byte offsets from its start.
///
/// A field that ends at 0 is not there.
struct FieldTable: Sendable {
    struct Slice: Sendable {
        var start: UInt32 = 0
        var end: UInt32 = 0
    }

    static let count = 40
    private var slices = InlineArray<40, Slice>(repeating: Slice())

    @inline(__always)
    subscript(_ field: CloudTrailField) -> Range<Int>? {
        let slice = slices[field.rawValue]
        return slice.end == 0 ? nil : Int(slice.start)..<Int(slice.end)
    }

    @inline(__always)
    func has(_ field: CloudTrailField) -> Bool { slices[field.rawValue].end != 0 }

    @inline(__always)
    mutating func begin(_ field: CloudTrailField, at start: Int) {
        slices[field.rawValue] = Slice(start: UInt32(truncatingIfNeeded: start), end: 0)
        if let inner = field.inner {
            for index in inner { slices[index] = Slice() }
        }
    }

    @inline(__always)
    mutating func end(_ field: CloudTrailField, at end: Int) {
        slices[field.rawValue].end = UInt32(truncatingIfNeeded: end)
    }
}

/// The objects whose members are fields.
enum FieldScope: UInt8, Sendable {
    case event
    case userIdentity
    case sessionContext
    case sessionIssuer
    case additionalEventData
    case responseElements

    /// The scope that the object of `field` opens.
    @inline(__always)
    init?(opening field: CloudTrailField) {
        switch field {
        case .userIdentity: self = .userIdentity
        case .sessionContext: self = .sessionContext
        case .sessionIssuer: self = .sessionIssuer
        case .additionalEventData: self = .additionalEventData
        case .responseElements: self = .responseElements
        default: return nil
        }
    }

    /// The field whose object this scope is, and the scope around it.
    @inline(__always)
    var parent: (field: CloudTrailField, scope: FieldScope)? {
        switch self {
        case .event: nil
        case .userIdentity: (.userIdentity, .event)
        case .sessionContext: (.sessionContext, .userIdentity)
        case .sessionIssuer: (.sessionIssuer, .sessionContext)
        case .additionalEventData: (.additionalEventData, .event)
        case .responseElements: (.responseElements, .event)
        }
    }
}
