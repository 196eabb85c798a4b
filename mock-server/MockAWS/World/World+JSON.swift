import JSON
import Timestamps
import TrafficSynthesis

/// What `world.json` says of buckets and log groups, before the folders are read.
struct WorldSettings {
    struct Bucket {
        var name: String
        var region: String?
        var account: String?
        var creationTime: Timestamp?
        var lastModified: Timestamp?
        var storageClass: String?
        var objects: [String: Object]
    }

    struct Object {
        var lastModified: Timestamp?
        var storageClass: String?
        var contentType: String?
        var contentEncoding: String?
        var metadata: [String: String]
    }

    struct LogGroup {
        var name: String
        var region: String?
        var account: String?
        var retentionInDays: Int?
        var creationTime: Timestamp?
        /// The folder below `logs`, where it is not named after the group.
        var folder: String?
    }

    var buckets: [Bucket] = []
    var logGroups: [LogGroup] = []
    /// What makes the objects of buckets up, by their names.
    var generators: [String: FlowLogSynthesis] = [:]
}

extension World {
    /// Reads `world.json` into this world.
    ///
    /// - Returns: what it says of buckets and log groups.
    mutating func read(_ json: JSONValue, file: String) throws(WorldError) -> WorldSettings {
        var top = try WorldJSONObject(json, file: file)
        if top.value("faults") != nil { throw top.error("faults", "is not supported: faults are given to --faults") }
        _ = try top.string("description")
        if let accounts = try top.strings("accounts") {
            guard !accounts.isEmpty, accounts.allSatisfy(World.isAccount) else {
                throw top.error("accounts", "must name at least one account, of twelve digits each")
            }
            self.accounts = accounts
        }
        if let regions = try top.strings("regions") {
            guard !regions.isEmpty, regions.allSatisfy(World.isRegion) else {
                throw top.error("regions", "must name at least one region, such as us-east-1")
            }
            self.regions = regions
        }
        if let organization = try top.string("organization") {
            guard World.isOrganization(organization) else {
                throw top.error("organization", "must be o- and 10 to 32 lower-case letters and digits")
            }
            self.organization = organization
        }
        clock = try World.clock(&top)
        credentials = [.dummy(account: defaultAccount)]
        let entries = try top.objects("credentials")
        if !entries.isEmpty { credentials = [] }
        for var entry in entries { credentials.append(try credentials(from: &entry)) }
        for var entry in try top.objects("roles") { roles.append(try World.role(from: &entry)) }
        for (index, var entry) in try top.objects("flowLogs").enumerated() {
            flowLogs.append(try flowLog(from: &entry, number: index + 1))
        }
        var settings = WorldSettings()
        for var entry in try top.objects("generators") {
            let (bucket, generator) = try generator(from: &entry)
            guard settings.generators.updateValue(generator, forKey: bucket) == nil else {
                throw entry.error("bucket", "is '\(bucket)', which another generator has")
            }
        }
        for var entry in try top.objects("buckets") { settings.buckets.append(try World.bucket(from: &entry)) }
        for var entry in try top.objects("logGroups") { settings.logGroups.append(try World.logGroup(from: &entry)) }
        try top.finish()
        return settings
    }

    private static func clock(_ top: inout WorldJSONObject) throws(WorldError) -> WorldClock {
        guard let text = try top.string("clock"), text != "now", text != "wall" else { return .wall }
        guard let time = Timestamp(iso8601: text) else {
            throw top.error("clock", "is '\(text)'; it must be now, wall or a time such as 2026-03-04T05:06:07Z")
        }
        return .fixed(time)
    }

    private func credentials(from entry: inout WorldJSONObject) throws(WorldError) -> WorldCredentials {
        let key = try entry.requiredString("accessKeyId")
        let account = try entry.account("account") ?? defaultAccount
        let credentials = WorldCredentials(
            accessKeyID: key, secretAccessKey: try entry.requiredString("secretAccessKey"),
            sessionToken: try entry.string("sessionToken"), account: account,
            arn: try entry.string("arn") ?? "arn:aws:iam::\(account):user/\(key)",
            userID: try entry.string("userId") ?? "AIDA\(key.suffix(16))", expiration: try entry.timestamp("expiration")
        )
        try entry.finish()
        return credentials
    }

    private static func role(from entry: inout WorldJSONObject) throws(WorldError) -> WorldRole {
        let arn = try entry.requiredString("arn")
        guard RoleARN(arn) != nil else {
            throw entry.error("arn", "is '\(arn)'; it must be arn:aws:iam::<account>:role/<name>")
        }
        var role = WorldRole(arn: arn)
        role.externalID = try entry.string("externalId")
        role.trust = try entry.strings("trust")
        role.maxSessionDuration = try entry.integer("maxSessionDuration") ?? role.maxSessionDuration
        if var fixed = try entry.object("credentials") {
            role.credentials = WorldRole.FixedCredentials(
                accessKeyID: try fixed.requiredString("accessKeyId"),
                secretAccessKey: try fixed.requiredString("secretAccessKey"),
                sessionToken: try fixed.requiredString("sessionToken"))
            try fixed.finish()
        }
        try entry.finish()
        return role
    }

    private static func bucket(from entry: inout WorldJSONObject) throws(WorldError) -> WorldSettings.Bucket {
        var bucket = WorldSettings.Bucket(
            name: try entry.requiredString("name"), region: try entry.string("region"),
            account: try entry.account("account"), creationTime: try entry.timestamp("creationTime"),
            lastModified: try entry.timestamp("lastModified"), storageClass: try entry.string("storageClass"),
            objects: [:])
        if var objects = try entry.object("objects") {
            for key in objects.names {
                guard var object = try objects.object(key) else { continue }
                bucket.objects[key] = WorldSettings.Object(
                    lastModified: try object.timestamp("lastModified"),
                    storageClass: try object.string("storageClass"), contentType: try object.string("contentType"),
                    contentEncoding: try object.string("contentEncoding"),
                    metadata: try object.stringMap("metadata") ?? [:])
                try object.finish()
            }
        }
        try entry.finish()
        return bucket
    }

    private static func logGroup(from entry: inout WorldJSONObject) throws(WorldError) -> WorldSettings.LogGroup {
        let group = WorldSettings.LogGroup(
            name: try entry.requiredString("name"), region: try entry.string("region"),
            account: try entry.account("account"), retentionInDays: try entry.integer("retentionInDays"),
            creationTime: try entry.timestamp("creationTime"), folder: try entry.string("folder"))
        guard LogNames.isGroupName(group.name) else { throw entry.error("name", "is no name of a log group") }
        try entry.finish()
        return group
    }
}
