import Channels
import FlowLogs

/// A running pipeline and who takes its results; letting go of it cancels everything that runs.
final class PipelineSession<Output: Sendable>: Sendable {
    let order: BoundedChannel<BoundedChannel<PipelineEvent<Output>>>
    private let task: Task<Void, Never>

    init<Source: BatchSource>(_ pipeline: OrderedPipeline<Source, Output>) {
        let order = BoundedChannel<BoundedChannel<PipelineEvent<Output>>>(capacity: pipeline.window)
        self.order = order
        task = Task { await pipeline.run(into: order) }
    }

    deinit { cancel() }

    /// Stops every worker; what was not taken is dropped.
    func cancel() {
        task.cancel()
        order.close()
    }

    /// Stops every worker and waits until the last one has gone.
    func stop() async {
        cancel()
        await task.value
    }
}
