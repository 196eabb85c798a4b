import CloudTrailReader
import Dispatch
import Glibc

/// Has the reading end after what is in hand when SIGINT or SIGTERM comes; a second one kills the process as usual.
@MainActor
final class InterruptSignals {
    private var sources: [any DispatchSourceSignal] = []

    init(_ interrupt: ReadingInterrupt, diagnostics: Diagnostics) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in
                signal(number, SIG_DFL)
                interrupt.raise()
                diagnostics.note("ends after what is in hand")
            }
            source.resume()
            sources.append(source)
        }
    }

    /// Lets the signals do again what they do.
    func stop() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
