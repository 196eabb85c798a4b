import AWSOperations
import Digests
import JSON
import Timestamps

extension World {
    /// Reads the folder `cloudtrail`: records for `LookupEvents`, and the keys of digests.
    ///
    /// - `public-keys.json` is what `aws cloudtrail list-public-keys` prints.
    /// - Every other `.json` file is a log file, `{"Records": […]}`.
    mutating func loadTrails(_ folder: String) throws(WorldError) {
        guard WorldFolder.entry(folder, name: "cloudtrail") != nil else { return }
        for entry in try WorldFolder.entries(folder) where !entry.isFolder && entry.name.hasSuffix(".json") {
            let bytes = try WorldFolder.bytes(entry.path)
            let json: JSONValue
            do {
                json = try JSONValue(parsing: bytes)
            } catch {
                let line = bytes.prefix(error.byteOffset).count { $0 == 10 } + 1
                throw WorldError(entry.path, line: line, error.description)
            }
            if entry.name == "public-keys.json" {
                for key in json["PublicKeyList"]?.array ?? [] { trailKeys.append(try World.key(key, entry.path)) }
            } else if let records = json["Records"]?.array {
                trailRecords += records
            } else {
                throw WorldError(entry.path, "has no list Records")
            }
        }
    }

    private static func key(_ json: JSONValue, _ path: String) throws(WorldError) -> ListPublicKeys.PublicKey {
        guard let value = json["Value"]?.string.flatMap({ Base64.decode($0) }),
            let fingerprint = json["Fingerprint"]?.string
        else { throw WorldError(path, "a key must have Value, in base64, and Fingerprint") }
        func time(_ name: String) -> Timestamp? {
            if let seconds = json[name]?.double { return Timestamp(milliseconds: Int64(seconds * 1000)) }
            return json[name]?.string.flatMap { Timestamp(iso8601: $0) }
        }
        return ListPublicKeys.PublicKey(
            value: value, validityStartTime: time("ValidityStartTime"), validityEndTime: time("ValidityEndTime"),
            fingerprint: fingerprint)
    }
}
