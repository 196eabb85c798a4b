/// The ids by which AWS lets people talk about a request; they are random and mean nothing.
enum RequestIDs {
    /// `4442587F-B7D0-A2F9-2C4B-0A1B2C3D4E5F` in lower case, as all services but S3 write it.
    static func uuid() -> String {
        let digits = hex(UInt64.random(in: .min ... .max)) + hex(UInt64.random(in: .min ... .max))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    /// `4442587FB7D0A2F9`, as S3 writes it.
    static func s3() -> String {
        hex(UInt64.random(in: .min ... .max)).uppercased()
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
