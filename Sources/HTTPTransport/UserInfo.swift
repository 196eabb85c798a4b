/// The text without the users and passwords of the URLs in it, and without their queries.
///
/// | text | result |
/// | --- | --- |
/// | `no proxy 'http://me:secret@host:1'` | `no proxy 'http://…@host:1'` |
/// | `me:secret@host` | `…@host` |
/// | `https://host/?X-Amz-Signature=secret` | `https://host/?…` |
func hidingUserInfo(_ text: String) -> String {
    var result = ""
    var word = ""
    for character in text {
        if character.isWhitespace || character == "'" || character == "\"" {
            result += hidden(word: word)
            result.append(character)
            word = ""
        } else {
            word.append(character)
        }
    }
    return result + hidden(word: word)
}

private func hidden(word: String) -> String {
    var word = word
    let scheme = word.firstRange(of: "://").map { String(word[..<$0.upperBound]) } ?? ""
    if !scheme.isEmpty, let query = word.firstIndex(of: "?") { word = word[...query] + "…" }
    guard let end = word.lastIndex(of: "@") else { return word }
    return scheme + "…" + word[end...]
}
