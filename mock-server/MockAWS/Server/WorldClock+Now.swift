import Glibc
import Timestamps

extension WorldClock {
    /// The time it is in the world.
    var now: Timestamp {
        switch self {
        case .fixed(let time):
            return time
        case .wall:
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        }
    }
}
