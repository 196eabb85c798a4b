import FlowLogs
import Timestamps

/// An object in S3, before its content is made.
public struct SynthesizedObject: Sendable, Hashable {
    /// Which of the records whose windows end in the object's slot it holds.
    enum Share: UInt64, Sendable { case punctual = 1, late, none }

    /// Its key.
    public let key: String
    /// When it was delivered.
    public let lastModified: Timestamp
    /// What is odd about it, if anything.
    public let pathology: Pathology?
    /// Whose records it holds.
    let network: Int
    /// Five minutes, counted since 1970: those in which the windows of its records end.
    let slot: Int64
    let share: Share

    /// AWS publishes files every five minutes (VPC User Guide, "Flow log files").
    static let slotSeconds: Int64 = 300

    /// The windows that end in the slot; none in every other one where windows last for two.
    static func windows(endingIn slot: Int64, of seconds: Int64) -> Range<Int64> {
        let first = (slot * slotSeconds + slotSeconds - 1 - (seconds - 1)) / seconds
        if seconds > slotSeconds {
            return (first * seconds + seconds - 1) / slotSeconds == slot ? first..<first + 1 : first..<first
        }
        let count = slotSeconds / seconds
        return first + 1 - count..<first + 1
    }
}
