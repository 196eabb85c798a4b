/// One page of a bucket's keys, as `ListObjectsV2` cuts it.
///
/// API reference, ListObjectsV2: keys in UTF-8 byte order; keys that share what stands between the prefix and the next
/// delimiter roll up into one common prefix, which counts as one; common prefixes not greater than `StartAfter` are
/// left out.
struct ObjectListing: Sendable {
    /// What to list.
    struct Query: Sendable, Hashable {
        var prefix = ""
        var delimiter = ""
        var startAfter = ""
        /// Where the page before ended; wins over `startAfter`.
        var resume: ListingToken?
        /// The most keys and common prefixes of a page, `0...1000`.
        var maxKeys = 1000
    }

    private(set) var objects: [StoredObject] = []
    private(set) var commonPrefixes: [String] = []
    /// Where the next page begins; nil after the last.
    private(set) var next: ListingToken?

    /// Cuts the page that `query` asks for.
    init(of index: ObjectIndex, _ query: Query) {
        guard query.maxKeys > 0 else { return }
        var position = ObjectListing.start(index, query)
        let prefixCount = query.prefix.utf8.count
        var last: ListingToken?
        while position < index.count {
            let object = index[position]
            guard KeyOrder.hasPrefix(object.key, query.prefix) else { return }
            let commonPrefix = KeyOrder.rollUp(object.key, after: prefixCount, delimiter: query.delimiter)
            if let commonPrefix, query.resume == nil, !query.startAfter.isEmpty,
                KeyOrder.compare(commonPrefix, query.startAfter) <= 0
            {
                position = index.firstPosition(afterPrefix: commonPrefix, from: position)
                continue
            }
            if objects.count + commonPrefixes.count == query.maxKeys {
                next = last
                return
            }
            if let commonPrefix {
                commonPrefixes.append(commonPrefix)
                last = .commonPrefix(commonPrefix)
                position = index.firstPosition(afterPrefix: commonPrefix, from: position)
            } else {
                objects.append(object)
                last = .key(object.key)
                position += 1
            }
        }
    }

    /// The number of keys and common prefixes.
    var count: Int { objects.count + commonPrefixes.count }

    /// Puts an object of the page with the size and the entity tag that were found out.
    mutating func setObject(_ object: StoredObject, at position: Int) {
        objects[position] = object
    }

    private static func start(_ index: ObjectIndex, _ query: Query) -> Int {
        let first = index.firstPosition(notBefore: query.prefix)
        switch query.resume {
        case .key(let key): return max(first, index.firstPosition(after: key))
        case .commonPrefix(let prefix): return max(first, index.firstPosition(afterPrefix: prefix))
        case nil:
            guard !query.startAfter.isEmpty else { return first }
            return max(first, index.firstPosition(after: query.startAfter))
        }
    }
}
