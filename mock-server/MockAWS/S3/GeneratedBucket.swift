import Gzip
import Locking
import Timestamps
import TrafficSynthesis

/// The objects of a bucket that are made up when somebody asks for them.
///
/// A key's place, its size, its entity tag and its bytes are functions of the generator's configuration; nothing is kept
/// but some contents that were asked for last.
final class GeneratedBucket: Sendable {
    /// What the objects are functions of.
    let synthesis: FlowLogSynthesis
    private let latest: Timestamp?
    private let bodies = ObjectBodies()
    /// Held while an object is made, so that whoever asks for parts of it at the same time waits for the one that makes it.
    private let makers = (0..<16).map { _ in Locked(()) }

    /// gzip's fastest: a client waits.
    private static let level = 1

    /// - Parameters:
    ///   - synthesis: makes the objects.
    ///   - latest: when they were modified at the latest; nil for no limit.
    init(_ synthesis: FlowLogSynthesis, latest: Timestamp? = nil) {
        self.synthesis = synthesis
        self.latest = latest
    }

    /// How many objects there are.
    var count: Int { synthesis.objects.count }

    /// The object at a place in the order of keys.
    subscript(position: Int) -> StoredObject {
        let made = synthesis.objects[position]
        var object = StoredObject(
            key: made.key, size: synthesis.foreseenSize(of: made),
            lastModified: min(made.lastModified, latest ?? made.lastModified),
            content: .generated(self, position))
        object.etag = EntityTag.ofParts(object)
        return object
    }

    /// The key at a place.
    func key(at position: Int) -> String { synthesis.objects[position].key }

    /// The content of an object, as long as was foreseen.
    ///
    /// Should the text ever need more room than that, its last records are left out.
    func bytes(at position: Int) -> [UInt8] {
        if let kept = bodies[position] { return kept }
        return makers[position % makers.count].withLock { _ in bodies[position] ?? make(position) }
    }

    private func make(_ position: Int) -> [UInt8] {
        let object = synthesis.objects[position]
        let size = Int(synthesis.foreseenSize(of: object))
        var text = synthesis.content(of: object).members.first ?? []
        while true {
            if let member = Deflater.gzip(text, level: GeneratedBucket.level, size: size) {
                bodies[position] = member
                return member
            }
            text = GeneratedBucket.shortened(text)
        }
    }

    /// A text without its last lines, a sixteenth of it.
    private static func shortened(_ text: [UInt8]) -> [UInt8] {
        let rest = text.dropLast(text.count / 16 + 1)
        return Array(rest[..<(rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)])
    }
}
