import JSON
import Timestamps

/// Which digests are to be made: the body of `POST /_mock/cloudtrail/digest`.
struct TrailDigestRequest: Sendable {
    var trail: TrailReference
    /// Whose log files; nil for all that the trail delivered.
    var recordAccount: String?
    var recordRegion: String?
    /// Until when; nil for now.
    var end: Timestamp?

    /// Reads a request.
    ///
    /// - Throws: what is wrong, for people.
    init(_ json: JSONValue) throws(MockAWSError) {
        var members = try ControlMembers(json)
        trail = try TrailReference(&members)
        recordAccount = try members.account("recordAccount")
        recordRegion = try members.region("recordRegion")
        end = try members.time("end")
        try members.finish()
    }
}
