import AWSClient
import CloudTrail
import Timestamps

/// What a validation looks at, and how.
public struct ValidationOptions: Sendable {
    /// The times of delivery to validate; it should not reach beyond the present.
    public var window: Range<Timestamp>
    /// The accounts whose digests are validated; nil for all.
    public var accounts: Set<String>?
    /// The regions whose digests are validated; nil for all.
    public var regions: Set<String>?
    /// The trail whose digests are validated; nil for all.
    ///
    /// Log files do not tell their trail, so with a trail nobody looks for log files that no digest names.
    public var trail: String?
    /// How many objects are fetched at the same time; less than one means one, more than 256 mean 256.
    public var threadCount = 4
    /// What time it is.
    public var now: @Sendable () -> Timestamp = AWSClientConfiguration.currentTime

    /// Creates options that validate everything of a window.
    public init(window: Range<Timestamp>) {
        self.window = window
    }

    var scanOptions: ScanOptions {
        var options = ScanOptions()
        options.startTime = window.lowerBound
        options.endTime = window.upperBound
        options.accounts = accounts
        options.regions = regions
        options.threadCount = threadCount
        options.now = now
        return options
    }
}

/// What a validation of a bucket came to.
public struct ValidationReport: Sendable {
    /// What was found.
    public var validation: DigestValidation
    /// The signatures of the digests that were read, by the keys of their objects.
    public var signatures: [String: DigestSignature] = [:]
    /// What could not be listed.
    public var failedListings = 0
    /// How many log files were not hashed, because the validation was told to end.
    public var interruptedLogFiles = 0
    /// Whether the validation was told to end before it was through.
    public var wasInterrupted = false

    /// Whether something was found to validate, everything was looked at, and nothing is wrong with it.
    public var isValid: Bool { validation.isValid && failedListings == 0 && !wasInterrupted }
}
