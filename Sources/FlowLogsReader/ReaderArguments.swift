import FlowLogs
import Timestamps

/// The most workers there are: each has a connection and what it has read ahead.
private let mostWorkers = 256

/// A number of workers: 0 or more; what is too much for anybody is cut down.
func checkedThreadCount(_ count: Int) throws(ReaderError) -> Int {
    guard count >= 0 else {
        throw ReaderError(.badThreadCount, "a thread count of \(count) makes no sense; give 0 or more")
    }
    return min(count, mostWorkers)
}

/// The location in S3 that a text names.
///
/// Of a bucket's name only the characters are checked that any bucket was ever allowed to have (letters, digits and
/// `.-_`, 3 to 255 of them): Amazon S3 User Guide, "General purpose bucket naming rules". S3 decides about the rest.
func checkedLocation(_ text: String) throws(ReaderError) -> FlowLogLocation {
    let location: FlowLogLocation
    do {
        location = try FlowLogLocation(text)
    } catch {
        throw ReaderError(.badLocation, error.description)
    }
    let isBucket =
        (3...255).contains(location.bucket.utf8.count)
        && location.bucket.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122: true
            default: ".-_".utf8.contains(byte)
            }
        }
    guard isBucket else {
        throw ReaderError(
            .badLocation,
            "'\(location.bucket)' is no name of a bucket; give bucket or bucket/prefix, as in my-bucket/optional-prefix"
        )
    }
    return location
}

extension TimeWindow {
    /// The window between two times, the missing ones taken from the hour before `now`.
    init(startTime: Timestamp?, endTime: Timestamp?, now: Timestamp) {
        let hour = TimeWindow.lastHour(before: now)
        self.init(start: startTime ?? hour.start, end: endTime ?? hour.end)
    }

    /// What is told of a window in which nothing can lie.
    var emptyNote: String {
        "the window is empty: its start \(start.pythonDescription) is not before its end \(end.pythonDescription)"
    }
}
