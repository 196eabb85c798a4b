import Recordings

/// Looks whether a recording is whole, and whether it holds what must not be published.
///
/// The detectors share no code with the scrubber: what one of them does not know, the other does not know for the same
/// reason only. They look for anchors (a prefix, a telling name) in bytes and judge what stands around them; through
/// gzip, Base64, percent-encoding and the escapes of JSON and XML; in memory that does not grow with the bodies.
public enum RecordingAudit {
    /// Audits a recording.
    ///
    /// - Parameters:
    ///   - folder: the recording's folder.
    ///   - known: what must not occur: accounts, addresses, names.
    /// - Returns: what was found; a folder that is no recording is a finding, too.
    public static func findings(folder: String, known: KnownIdentities = KnownIdentities()) -> AuditReport {
        let run = AuditRun(folder: folder, known: known)
        run.auditAll()
        return run.log.report
    }
}
