extension String {
    /// The text on one line, without anything that a terminal obeys.
    ///
    /// Anyone who may write into a bucket chooses keys, and what a planted digest holds: a line break there would forge a
    /// line of a report, and an escape sequence would hide one. Control characters, separators of lines, and marks that
    /// turn the direction of writing are shown as `\u{1B}`.
    public var printable: String {
        guard unicodeScalars.contains(where: String.isObeyed) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if String.isObeyed(scalar) {
                text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: scalar.properties.generalCategory == .format
        }
    }
}
