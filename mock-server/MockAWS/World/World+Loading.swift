import HTTPMessages
import JSON
import Timestamps

extension World {
    /// Reads a world folder.
    ///
    /// - `world.json` names accounts, regions, credentials, roles, flow logs, and settings of buckets and log groups.
    ///   It may be absent.
    /// - `s3/<bucket>/<key>` are the objects, read when they are asked for; those of a bucket in `generators` are made up.
    /// - `logs/<group>/<stream>.log` are the log events, or `logs/<account>/<region>/<group>/<stream>.log` outside the
    ///   default account and region. A folder that holds `.log` files is a log group; its name is the way to it, so
    ///   `logs/vpc/flow/eni-1-all.log` is stream `eni-1-all` of group `vpc/flow`. Lines are
    ///   `<epoch ms> <message>` or `<epoch ms>,<ingestion epoch ms> <message>`.
    /// - `cloudtrail/*.json` are records that `LookupEvents` finds, and `cloudtrail/public-keys.json` the keys of digests.
    ///
    /// Names of files and folders are percent-decoded, so that `%2Fvpc%2Fflow` is the group `/vpc/flow`, and a key may
    /// end in a slash. `.gitkeep`, `.DS_Store`, and a `README.md` at the top of `s3` and `logs`, are left out.
    ///
    /// - Parameter folder: the path of the folder.
    /// - Throws: ``WorldError`` that names the file at fault.
    public init(folder: String) throws(WorldError) {
        self.init()
        var root = folder
        while root.utf8.count > 1, root.hasSuffix("/") { root.removeLast() }
        guard let entry = WorldFolder.entry(root, name: root) else {
            throw WorldError(folder, "there is no such folder")
        }
        guard entry.isFolder else { throw WorldError(folder, "a world is a folder; this is a file") }
        var settings = WorldSettings()
        let file = root + "/world.json"
        if WorldFolder.entry(file, name: "world.json") != nil {
            let json: JSONValue
            let bytes = try WorldFolder.bytes(file)
            do {
                json = try JSONValue(parsing: bytes)
            } catch {
                let line = bytes.prefix(error.byteOffset).count { $0 == 10 } + 1
                throw WorldError(file, line: line, error.description)
            }
            settings = try read(json, file: file)
        }
        buckets = try loadBuckets(root + "/s3", settings: settings.buckets)
        try addGenerators(settings, file: file)
        logGroups = try loadLogGroups(root + "/logs", settings: settings.logGroups)
        try loadTrails(root + "/cloudtrail")
    }

    /// The buckets of the folder `s3`, and those that only `world.json` names.
    private func loadBuckets(_ folder: String, settings: [WorldSettings.Bucket]) throws(WorldError) -> [WorldBucket] {
        var buckets: [WorldBucket] = []
        for setting in settings { buckets.append(bucket(setting.name, setting)) }
        if WorldFolder.entry(folder, name: "s3") != nil {
            for entry in try WorldFolder.entries(folder) where entry.name != "README.md" {
                guard entry.isFolder else { throw WorldError(entry.path, "a bucket is a folder; this is a file") }
                let name = PercentEncoding.decode(entry.name)
                let setting = settings.first { $0.name == name }
                var bucket = bucket(name, setting)
                try loadObjects(entry.path, prefix: "", depth: 0, setting: setting, into: &bucket.objects)
                bucket.objects.sort { utf8Precedes($0.key, $1.key) }
                buckets.removeAll { $0.name == name }
                buckets.append(bucket)
            }
        }
        return buckets.sorted { utf8Precedes($0.name, $1.name) }
    }

    private func bucket(_ name: String, _ setting: WorldSettings.Bucket?) -> WorldBucket {
        WorldBucket(
            name: name, region: setting?.region ?? defaultRegion, account: setting?.account ?? defaultAccount,
            creationTime: setting?.creationTime ?? World.epoch, objects: [])
    }

    private func loadObjects(
        _ folder: String, prefix: String, depth: Int, setting: WorldSettings.Bucket?, into objects: inout [WorldObject]
    ) throws(WorldError) {
        guard depth < WorldFolder.maximumDepth else { throw WorldError(folder, "folders nest too deep") }
        for entry in try WorldFolder.entries(folder) {
            let key = prefix + PercentEncoding.decode(entry.name)
            if entry.isFolder {
                try loadObjects(entry.path, prefix: key + "/", depth: depth + 1, setting: setting, into: &objects)
                continue
            }
            guard key.utf8.count <= 1024 else { throw WorldError(entry.path, "a key has at most 1024 bytes") }
            let own = setting?.objects[key]
            objects.append(
                WorldObject(
                    key: key, content: .file(path: entry.path), size: entry.size,
                    lastModified: own?.lastModified ?? setting?.lastModified ?? entry.modified,
                    storageClass: own?.storageClass ?? setting?.storageClass ?? "STANDARD",
                    contentType: own?.contentType, contentEncoding: own?.contentEncoding,
                    metadata: own?.metadata ?? [:]))
        }
    }
}
