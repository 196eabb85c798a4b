import HTTPMessages

/// The encoding of names in a listing that was asked for with `encoding-type=url`: a form's, with `/` left as it is.
public enum S3URLEncoding {
    /// Encodes a key or prefix; a space becomes `+`.
    public static func encode(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: " ")) else { return PercentEncoding.encode(name, keeping: "/*") }
        return name.split(separator: " ", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0), keeping: "/*") }.joined(separator: "+")
    }

    /// Decodes a key or prefix.
    public static func decode(_ name: String) -> String {
        PercentEncoding.decode(name, plusIsSpace: true)
    }
}

extension ListObjectsV2.Output {
    /// Applies `transform` to everything that `encoding-type=url` encodes: keys, prefixes, the delimiter, the start.
    mutating func transformNames(_ transform: (String) -> String) {
        prefix = prefix.map(transform)
        delimiter = delimiter.map(transform)
        startAfter = startAfter.map(transform)
        contents = contents?.map { object in
            var object = object
            object.key = object.key.map(transform)
            return object
        }
        commonPrefixes = commonPrefixes?.map { S3CommonPrefix(prefix: $0.prefix.map(transform)) }
    }
}

extension ListObjects.Output {
    /// Applies `transform` to everything that `encoding-type=url` encodes: keys, prefixes, the delimiter, the markers.
    mutating func transformNames(_ transform: (String) -> String) {
        prefix = prefix.map(transform)
        delimiter = delimiter.map(transform)
        marker = marker.map(transform)
        nextMarker = nextMarker.map(transform)
        contents = contents?.map { object in
            var object = object
            object.key = object.key.map(transform)
            return object
        }
        commonPrefixes = commonPrefixes?.map { S3CommonPrefix(prefix: $0.prefix.map(transform)) }
    }
}
