import CloudTrail
import CloudTrailReader

/// Lets the events of one object through that are wanted, and were not delivered before.
struct EventFilter: Sendable {
    /// The events that were let through, where a window is given.
    private(set) var passed: Set<HashedIdentifier> = []
    /// How many wanted events were held back.
    private(set) var duplicates = 0
    private let selection: CloudTrailSelection
    private let window: EventWindow?

    /// Creates a filter.
    init(selection: CloudTrailSelection = CloudTrailSelection(), window: EventWindow? = nil) {
        self.selection = selection
        self.window = window
    }

    /// Whether an event is let through; one without an id always is, when it is wanted.
    mutating func passes(_ event: CloudTrailEvent) -> Bool {
        guard selection.matches(event) else { return false }
        guard let window, let text = event.json(.eventID), text.first == UInt8(ascii: "\""), text.count > 2 else {
            return true
        }
        let identifier = HashedIdentifier(text)
        guard !window.contains(identifier), passed.insert(identifier).inserted else {
            duplicates += 1
            return false
        }
        return true
    }
}
