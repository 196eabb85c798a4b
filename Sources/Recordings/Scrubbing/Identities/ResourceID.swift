/// Ids of resources: a known prefix, `-`, and 8 or 17 lower-case hexadecimal digits.
enum ResourceID {
    private static let prefixes: Set<String> = [
        "i", "eni", "eni-attach", "vpc", "vpc-cidr-assoc", "subnet", "subnet-cidr-assoc", "sg", "sgr", "fl", "tgw",
        "tgw-attach", "tgw-rtb", "vol", "rtb", "rtbassoc", "acl", "aclassoc", "igw", "nat", "vpce", "vpce-svc",
        "eipalloc", "eipassoc", "ami", "snap", "pcx", "cgw", "vgw", "vpn", "dopt", "lt", "r", "eigw", "pl", "fs",
        "fsmt", "key", "aki", "ari", "pg", "cvpn-endpoint", "lgw", "lgw-rtb", "cr", "ipam", "ipam-pool",
    ]

    private static let longestPrefix = 18

    /// Finds the id that ends with the word in `segment`.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - word: where the words joined by `-` and `_` began.
    ///   - segment: the last of them.
    /// - Returns: where it stands; nil where it is none.
    static func range(_ text: Span<UInt8>, word: Int, segment: Range<Int>) -> Range<Int>? {
        guard segment.count == 8 || segment.count == 17, segment.lowerBound - 1 > word,
            text[segment.lowerBound - 1] == UInt8(ascii: "-"), text.all(segment, \.isLowerHex)
        else { return nil }
        let end = segment.lowerBound - 1
        // The longest prefix that begins where a part of the words does.
        var start = max(word, end - longestPrefix)
        while start < end {
            if start == word || text[start - 1] == UInt8(ascii: "-") || text[start - 1] == UInt8(ascii: "_") {
                if prefixes.contains(String(decoding: text.bytes(start..<end), as: UTF8.self)) {
                    return start..<segment.upperBound
                }
            }
            start += 1
        }
        return nil
    }
}
