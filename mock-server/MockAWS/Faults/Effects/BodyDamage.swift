/// Damages a body so that inflating it fails, or what comes out is not what went in.
enum BodyDamage {
    /// The damaged body; an empty one stays empty.
    ///
    /// - Parameters:
    ///   - damage: with its parameters resolved; what is not counts as 0.
    ///   - body: the body as it should be.
    /// - Returns: the body as it is to be sent.
    static func apply(_ damage: FaultEffect.Damage, to body: [UInt8]) -> [UInt8] {
        guard !body.isEmpty else { return body }
        var body = body
        switch damage {
        case .flip(let place, let bit):
            // A bit of name or time in the header would change nothing that a reader sees.
            let data = compressedData(of: body)
            // So might one after the end of the last block, of which the last byte may have some.
            let index = data.lowerBound + min(max(0, data.count - 2), Int(Double(data.count) * (place ?? 0)))
            body[index] ^= 1 << UInt8(bit ?? 0)
        case .cut(let place):
            body.removeLast(body.count - min(body.count - 1, max(1, Int(Double(body.count) * (place ?? 0)))))
        case .garbage(let seed):
            var state = UInt64(bitPattern: Int64(seed ?? 0))
            for index in compressedData(of: body) {
                state &+= 0x9E37_79B9_7F4A_7C15
                body[index] = UInt8(truncatingIfNeeded: FaultHash.splitMix(state))
            }
        }
        return body
    }

    /// Where the compressed data of the first gzip member and all that follows it lies (RFC 1952); the whole body where
    /// it is no gzip.
    static func compressedData(of body: [UInt8]) -> Range<Int> {
        guard body.count > 18, body.starts(with: [0x1F, 0x8B, 8]) else { return body.indices }
        let flags = body[3]
        var index = 10
        if flags & 4 != 0 { index += 2 + Int(body[10]) + Int(body[11]) << 8 }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard index < body.count, let end = body[index...].firstIndex(of: 0) else { return body.indices }
            index = end + 1
        }
        if flags & 2 != 0 { index += 2 }
        // The eight bytes at the end are checksum and length.
        guard index < body.count - 8 else { return body.indices }
        return index..<body.count - 8
    }
}
