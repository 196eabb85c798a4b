/// A secret at an index of a window: its kind, and its name and length.
struct LeakMatch {
    var kind: AuditFinding.Kind
    var index: Int
    var detail: String

    /// `name` is what stands before the secret, and never a part of it.
    init(_ kind: AuditFinding.Kind, at index: Int, name: String, count: Int) {
        self.kind = kind
        self.index = index
        detail = "\(name)<\(count) bytes>"
    }
}

/// A detector: looks at an index where one of its anchors may begin.
protocol LeakDetector: Sendable {
    /// The bytes with which the anchors begin.
    static var firstBytes: [UInt8] { get }
    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch?
}
