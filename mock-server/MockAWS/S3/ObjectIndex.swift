/// The objects of a bucket, ascending by the bytes of their keys.
struct ObjectIndex: Sendable {
    private var objects: [StoredObject]
    /// What the objects come from in place of the list; such a bucket cannot be changed.
    let generated: GeneratedBucket?

    /// Creates an index of objects that are in order already.
    init(sorted objects: [StoredObject] = []) {
        self.objects = objects
        generated = nil
    }

    /// Creates an index of objects that are made up.
    init(_ generated: GeneratedBucket) {
        objects = []
        self.generated = generated
    }

    var count: Int { generated?.count ?? objects.count }
    var isEmpty: Bool { count == 0 }

    /// The object at a place in the order of keys.
    subscript(position: Int) -> StoredObject { generated?[position] ?? objects[position] }

    private func key(at position: Int) -> String { generated?.key(at: position) ?? objects[position].key }

    /// The object `key`, or nil.
    subscript(key: String) -> StoredObject? {
        position(of: key).map { self[$0] }
    }

    /// Adds `object`, or puts it in the place of the one that has its key, which is returned.
    @discardableResult
    mutating func put(_ object: StoredObject) -> StoredObject? {
        let place = firstPosition(notBefore: object.key)
        if place < objects.count, KeyOrder.compare(objects[place].key, object.key) == 0 {
            let old = objects[place]
            objects[place] = object
            return old
        }
        objects.insert(object, at: place)
        return nil
    }

    /// Removes `key` and returns what was there.
    mutating func remove(_ key: String) -> StoredObject? {
        generated == nil ? position(of: key).map { objects.remove(at: $0) } : nil
    }

    /// Notes the entity tag that was computed for an object, unless the object has changed since.
    mutating func setETag(_ etag: String, of object: StoredObject) {
        guard generated == nil, let place = position(of: object.key), objects[place].etag == nil,
            objects[place].lastModified == object.lastModified, objects[place].size == object.size
        else { return }
        objects[place].etag = etag
    }

    /// The position of the first key that is not before `key`.
    func firstPosition(notBefore key: String, from start: Int = 0) -> Int {
        partition(from: start) { KeyOrder.compare($0, key) < 0 }
    }

    /// The position of the first key that is after `key`.
    func firstPosition(after key: String, from start: Int = 0) -> Int {
        partition(from: start) { KeyOrder.compare($0, key) <= 0 }
    }

    /// The position of the first key, at or after `start`, that comes after all keys that begin with `prefix`.
    func firstPosition(afterPrefix prefix: String, from start: Int = 0) -> Int {
        partition(from: start) { KeyOrder.compare($0, prefix) < 0 || KeyOrder.hasPrefix($0, prefix) }
    }

    private func position(of key: String) -> Int? {
        let place = firstPosition(notBefore: key)
        guard place < count, KeyOrder.compare(self.key(at: place), key) == 0 else { return nil }
        return place
    }

    /// The first position from `start` on whose key is not `left`; keys that are, come before those that are not.
    ///
    /// Gallops first, so that a short skip is cheap in a large bucket.
    private func partition(from start: Int, _ left: (String) -> Bool) -> Int {
        var low = start
        var step = 1
        while low + step < count, left(key(at: low + step - 1)) {
            low += step
            step *= 2
        }
        var high = min(count, low + step)
        while low < high {
            let middle = (low + high) / 2
            if left(key(at: middle)) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
