// How fields are written in lines for people and for tables: never a byte that would end a column or a line, or steer a
// terminal.

extension CloudTrailEvent {
    /// Appends a field's text; false where it is absent, no string, or empty.
    @inline(__always)
    func appendText(_ field: CloudTrailField, to output: inout [UInt8]) -> Bool {
        guard let slice = contents(field), !slice.isEmpty else { return false }
        appendText(slice, to: &output)
        return true
    }

    /// Appends the text of a string.
    private func appendText(_ slice: Range<Int>, to output: inout [UInt8]) {
        if isPlain(slice) {
            output.append(contentsOf: storage[slice])
        } else {
            appendPrintable(unescaped(storage.span, slice), to: &output)
        }
    }

    /// Whether a string is printable ASCII without escapes.
    private func isPlain(_ slice: Range<Int>) -> Bool {
        for byte in storage[slice] where byte < 0x20 || byte > 0x7E || byte == UInt8(ascii: "\\") { return false }
        return true
    }
}

/// Appends text with control characters as `\u{…}`, and ill-formed UTF-8 as U+FFFD.
private func appendPrintable(_ text: [UInt8], to output: inout [UInt8]) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format:
            output.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".utf8)
        default: output.append(contentsOf: String(scalar).utf8)
        }
    }
}

extension CloudTrailEvent {
    /// Appends who it was, for people and to be counted by.
    ///
    /// The user's name; of a role, its name and the session's; else the ARN, the service that called, the identifier,
    /// or the account, whichever comes first. `-` where nothing is known, as in Insights events.
    func appendUser(to output: inout [UInt8]) {
        if appendText(.identityUserName, to: &output) { return }
        if contents(.sessionIssuerUserName) != nil, let session = principalParts?.session {
            guard appendText(.sessionIssuerUserName, to: &output) else { return output.append(UInt8(ascii: "-")) }
            output.append(UInt8(ascii: "/"))
            return appendText(session, to: &output)
        }
        for field in CloudTrailEvent.userFields where appendText(field, to: &output) { return }
        output.append(UInt8(ascii: "-"))
    }

    /// Appends the identity as exactly as it is known: the ARN first.
    func appendPrincipal(to output: inout [UInt8]) {
        for field in CloudTrailEvent.principalFields where appendText(field, to: &output) { return }
        output.append(UInt8(ascii: "-"))
    }

    /// Appends a field's text, or `-`.
    @inline(__always)
    func appendColumn(_ field: CloudTrailField, to output: inout [UInt8]) {
        if !appendText(field, to: &output) { output.append(UInt8(ascii: "-")) }
    }

    /// Appends the code of the error, or its message where there is no code, or `-`.
    func appendError(to output: inout [UInt8]) {
        if !appendText(.errorCode, to: &output) { appendColumn(.errorMessage, to: &output) }
    }

    private static let userFields: [CloudTrailField] = [
        .sessionIssuerUserName, .identityARN, .identityInvokedBy, .identityPrincipalID, .identityAccountID,
        .identityType,
    ]
    private static let principalFields: [CloudTrailField] = [
        .identityARN, .identityPrincipalID, .identityUserName, .identityInvokedBy, .identityAccountID, .identityType,
    ]
}
