/// What a name says of the value that follows it.
enum ValueKind {
    /// A secret of at least some length; shorter ones are something else of that name.
    case secret(atLeast: Int)
    /// A signature: hexadecimal digits.
    case signature
    /// A dump of something that was signed, in hexadecimal digits and blanks; tokens are in it.
    case dump
    /// The name of a user, a role or a session.
    case identity
}

/// The names whose values are secrets or identities, in lower case, without `-` and `_`.
enum ValueNames {
    /// Longer words are no names.
    static let longest = 64

    private static let kinds: [String: ValueKind] = {
        var kinds: [String: ValueKind] = [:]
        for name in [
            "keymaterial", "idtoken", "apikey", "xapikey", "authtoken", "secretbinary", "passworddata",
            "samlassertion", "authorizationtoken",
        ] {
            kinds[name] = .secret(atLeast: 1)
        }
        // Too plain to mean a secret each time; those are long: the token of instance metadata, KMS's data keys.
        kinds["token"] = .secret(atLeast: 64)
        kinds["plaintext"] = .secret(atLeast: 16)
        for name in [
            "signature", "signatureprovided", "xamzsignature", "chunksignature", "xamztrailersignature",
        ] {
            kinds[name] = .signature
        }
        // In S3's answer SignatureDoesNotMatch.
        kinds["canonicalrequestbytes"] = .dump
        kinds["stringtosignbytes"] = .dump
        for name in [
            "username", "rolename", "groupname", "instanceprofilename", "policyname", "sessionname", "rolesessionname",
            "sourceidentity", "displayname", "accountname", "accountalias",
        ] {
            kinds[name] = .identity
        }
        return kinds
    }()

    /// Endings of names of secrets, as in `MasterUserPassword`, `aws_session_token`.
    private static let endings: [[UInt8]] = [
        "secretaccesskey", "secretkey", "sessiontoken", "securitytoken", "bearertoken", "accesstoken", "refreshtoken",
        "webidentitytoken", "password", "passwd", "passphrase", "secretstring", "clientsecret", "privatekey",
        "encryptioncustomerkey",
    ].map { Array($0.utf8) }

    /// By the last three letters, whether a word that ends so can be one of the names: looked at before all else.
    static let ends: [Bool] = {
        var ends = [Bool](repeating: false, count: 1 << 15)
        for name in kinds.keys.map({ Array($0.utf8) }) + endings {
            let last = name.suffix(3)
            ends[last.reduce(0) { $0 << 5 | Int($1 & 31) }] = true
        }
        return ends
    }()

    /// What a name says of its value; nil where it is none of these names.
    static func kind(of name: some Sequence<UInt8>) -> ValueKind? {
        let folded = name.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }.map(\.folded)
        if let kind = kinds[String(decoding: folded, as: UTF8.self)] { return kind }
        return endings.contains { folded.count >= $0.count && folded.suffix($0.count).elementsEqual($0) }
            ? .secret(atLeast: 1) : nil
    }
}
