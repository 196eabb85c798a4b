import Locking
import TimeShift

/// An object of a world whose times are moved.
///
/// Its content is rewritten when somebody asks for it. How long that is, and its entity tag, are known from then on: a
/// listing, `HeadObject` and `GetObject` tell the same.
final class ShiftedObject: Sendable {
    /// What is told of the rewritten content.
    struct Facts: Sendable, Hashable {
        var size: Int64
        /// nil where the content is too long for a tag of its own; see ``EntityTag``.
        var etag: String?
    }

    private enum Finding {
        case leftAlone
        case rewritten(Facts)
    }

    /// Longer files are left alone: their content would have to be held in memory.
    static let maximumBytes: Int64 = 512 << 20

    /// The content as the world has it.
    let source: ObjectContent
    /// The entity tag of that content, where it is known.
    let sourceETag: String?
    private let sourceSize: Int64
    private let key: String
    private let delta: ShiftDelta
    private let bodies: ObjectBodies
    /// Where ``bodies`` keeps the content.
    private let number: Int
    private let finding = Locked<Finding?>(nil)

    /// Creates an object.
    ///
    /// - Parameters:
    ///   - object: the object as the world has it.
    ///   - delta: by how much times are moved.
    ///   - bodies: keeps what was rewritten for a while.
    ///   - number: the object's own among those of `bodies`.
    init(_ object: WorldObject, by delta: ShiftDelta, bodies: ObjectBodies, number: Int) {
        source = object.content
        sourceETag = object.etag
        sourceSize = object.size
        key = object.key
        self.delta = delta
        self.bodies = bodies
        self.number = number
    }

    /// Size and tag of the rewritten content; nil where the content is left alone.
    var facts: Facts? {
        if let known = finding.withLock({ $0 }) { return ShiftedObject.facts(known) }
        _ = rewrite()
        return finding.withLock { $0 }.flatMap(ShiftedObject.facts)
    }

    /// The content; nil where it cannot be read.
    func bytes() -> [UInt8]? {
        if let kept = bodies[number] { return kept }
        if case .leftAlone? = finding.withLock({ $0 }) { return source.bytes() }
        return rewrite() ?? source.bytes()
    }

    /// The rewritten content; nil where the content is left alone.
    private func rewrite() -> [UInt8]? {
        guard sourceSize <= ShiftedObject.maximumBytes, let content = source.bytes(),
            let moved = ShiftedContent.rewrite(content, key: key, by: delta)
        else {
            finding.withLock { $0 = .leftAlone }
            return nil
        }
        let size = Int64(moved.count)
        let facts = Facts(size: size, etag: size <= EntityTag.maxHashedBytes ? EntityTag.of(moved) : nil)
        finding.withLock { $0 = .rewritten(facts) }
        bodies[number] = moved
        return moved
    }

    private static func facts(_ finding: Finding) -> Facts? {
        if case .rewritten(let facts) = finding { facts } else { nil }
    }
}
