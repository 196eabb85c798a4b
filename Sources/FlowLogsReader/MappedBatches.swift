import Channels
import FlowLogs

/// What became of the batches of a reader, in the order of the records.
///
/// An object or stream that cannot be read is told to the reader's report and the others go on, unless the reader is to
/// fail fast. What keeps everything from being read is thrown: `AWSError`, `TransportError`, `CredentialsError`,
/// `AWSConfigurationError`, ``ReaderError``.
public struct MappedBatches<Output: Sendable>: AsyncSequence, Sendable {
    private let start: @Sendable () -> PipelineSession<Output>
    private let report: ReadReport
    private let failFast: Bool

    init<Source: BatchSource>(
        _ pipeline: OrderedPipeline<Source, Output>, report: ReadReport, failFast: Bool
    ) {
        start = { PipelineSession(pipeline) }
        self.report = report
        self.failFast = failFast
    }

    /// Starts the workers when the first result is asked for.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(start: start, report: report, failFast: failFast)
    }

    /// Takes the results one by one; letting go of it stops the workers.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let start: @Sendable () -> PipelineSession<Output>
        fileprivate let report: ReadReport
        fileprivate let failFast: Bool
        private var session: PipelineSession<Output>?
        private var part: BoundedChannel<PipelineEvent<Output>>?
        private var isDone = false

        fileprivate init(
            start: @escaping @Sendable () -> PipelineSession<Output>, report: ReadReport, failFast: Bool
        ) {
            self.start = start
            self.report = report
            self.failFast = failFast
        }

        /// The next result; nil at the end.
        ///
        /// - Throws: what ended the reading; after it, nil.
        public mutating func next() async throws -> Output? {
            if isDone { return nil }
            do {
                if let output = try await take() { return output }
            } catch {
                await end()
                throw error
            }
            await end()
            return nil
        }

        private mutating func take() async throws -> Output? {
            let session = self.session ?? start()
            self.session = session
            while true {
                guard let part = self.part else {
                    guard let next = try await session.order.next() else { return nil }
                    self.part = next
                    continue
                }
                switch try await part.next() {
                case .output(let output, let counted):
                    report.count(counted)
                    if let output { return output }
                case .problem(let problem):
                    report.add(problem)
                    if failFast { throw problem }
                case nil:
                    self.part = nil
                }
            }
        }

        /// Lets the workers go and waits for them.
        private mutating func end() async {
            isDone = true
            part = nil
            await session?.stop()
            session = nil
        }
    }
}
