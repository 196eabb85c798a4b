import Gzip

/// Compresses texts to gzip members.
struct GzipMember {
    let level: Int

    /// A member, with a file's name in its header where there is one (RFC 1952, FNAME).
    func bytes(_ text: [UInt8], fileName: String?) -> [UInt8] {
        var member = Deflater.gzip(text, level: level)
        guard let fileName else { return member }
        member[3] |= 8
        member.insert(contentsOf: Array(fileName.utf8) + [0], at: 10)
        return member
    }
}
