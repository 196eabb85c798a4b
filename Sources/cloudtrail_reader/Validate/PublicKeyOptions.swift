import AWSClient
import ArgumentParser
import CloudTrail
import CloudTrailReader
import CommandLines
import Files
import Timestamps

/// Where the public keys of digests come from.
struct PublicKeyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Take the keys from this saved answer of ListPublicKeys.", valueName: "file"))
    var publicKeys: String?

    @Option(help: ArgumentHelp("Save the keys that AWS was asked for in this file.", valueName: "file"))
    var savePublicKeys: String?

    /// A keyring as the options say.
    ///
    /// - Throws: `UsageError`; `TrailFormatError` where the file holds no keys.
    func keyring(
        _ aws: AWSOptions, window: Range<Timestamp>?, diagnostics: Diagnostics
    ) throws -> DigestKeyring {
        guard let file = publicKeys.nonEmpty else {
            return DigestKeyring(window: window) { region in try aws.client(region: region, diagnostics: diagnostics) }
        }
        guard savePublicKeys.nonEmpty == nil else {
            throw UsageError("--save-public-keys has nothing to save with --public-keys; give one of them")
        }
        return DigestKeyring(try saved(file, diagnostics: diagnostics))
    }

    /// The keys of a file.
    ///
    /// - Throws: as ``keyring(_:window:diagnostics:)``.
    func saved(_ file: String, diagnostics: Diagnostics) throws -> DigestPublicKeys {
        let keys = try DigestPublicKeys(parsing: try PublicKeyOptions.bytes(of: file, option: "--public-keys"))
        for fingerprint in keys.unreadable { diagnostics.note("\(file): the key \(fingerprint) cannot be read") }
        return keys
    }

    /// Saves the keys of a keyring, where that is asked for.
    ///
    /// - Throws: `FileError`
    func save(_ keyring: DigestKeyring) async throws {
        guard let file = savePublicKeys.nonEmpty else { return }
        try Folders.replace(file, with: await keyring.saved)
    }

    /// The bytes of a file that an option names.
    ///
    /// - Throws: `UsageError`
    static func bytes(of file: String, option: String) throws(UsageError) -> [UInt8] {
        do {
            return try FileContents.bytes(ofFile: file)
        } catch {
            throw UsageError("\(option) \(error)")
        }
    }
}
