/// The name of a CloudWatch Logs group.
struct LogGroupName: Sendable, Hashable {
    let name: String

    /// Checks a name: one to 512 of the characters `A-Za-z0-9` and `.-_/#`.
    ///
    /// CloudWatch Logs API Reference, FilterLogEvents, `logGroupName`.
    ///
    /// - Parameter text: the name as a user gave it.
    /// - Throws: `ReaderError` with code `.badLocation`.
    init(_ text: String) throws(ReaderError) {
        let isName =
            (1...512).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: ".-_/#".utf8.contains(byte)
                }
            }
        guard isName else {
            let hint = text.hasPrefix("s3://") || text.hasPrefix("arn:aws:s3") ? "; for S3 add --location-type s3" : ""
            throw ReaderError(
                .badLocation,
                "'\(text)' is no name of a log group, which has 1 to 512 letters, digits and .-_/# in it\(hint)")
        }
        name = text
    }
}
