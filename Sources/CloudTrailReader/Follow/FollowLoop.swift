import AWSOperations

/// Receives messages and has them worked on: one call to receive at a time, and as many messages as there are workers.
///
/// A call is made when no message waits for a worker, for as many as would keep all workers busy once more. So at most
/// twice as many messages are in hand as there are workers.
struct FollowLoop<Sink: ObjectSink> {
    private enum Step: Sendable {
        case received(Result<[SQSMessage], any Error>)
        case worked
    }

    let calls: QueueCalls
    let held: HeldMessages
    let worker: MessageWorker<Sink>
    let timeout: Int
    let options: FollowOptions
    let interrupt: ReadingInterrupt
    let halt: FollowHalt
    let tally: FollowTally

    /// Messages that were received and not begun.
    private var waiting: [HeldMessage] = []
    /// How many messages are worked on.
    private var begun = 0
    private var isReceiving = false
    /// Whether nothing was in hand when the last call to receive began.
    private var wasIdle = false
    /// Whether the last call gave nothing new while something was in hand.
    private var isExhausted = false
    /// Whether nothing is received any more.
    private var isEnding = false
    /// The hopeless messages that came again since the last new one.
    private var round: Set<String> = []

    init(
        calls: QueueCalls, held: HeldMessages, worker: MessageWorker<Sink>, timeout: Int, options: FollowOptions,
        interrupt: ReadingInterrupt, halt: FollowHalt, tally: FollowTally
    ) {
        self.calls = calls
        self.held = held
        self.worker = worker
        self.timeout = timeout
        self.options = options
        self.interrupt = interrupt
        self.halt = halt
        self.tally = tally
    }

    /// Runs until the interrupt is raised, something ends it, or the queue has nothing more where that is the end.
    mutating func run() async {
        await withTaskGroup(of: Step.self) { group in
            while true {
                if interrupt.isRaised || halt.isSet { isEnding = true }
                if isEnding { await giveBack() }
                begin(&group)
                if isExhausted, begun == 0 { isExhausted = false }
                if !isReceiving, !isEnding, !isExhausted, waiting.isEmpty, wanted > 0 { receive(&group) }
                guard begun > 0 || isReceiving, let step = await group.next() else { return }
                switch step {
                case .worked: begun -= 1
                case .received(.failure(let error)):
                    isReceiving = false
                    halt.set(error)
                case .received(.success(let messages)):
                    isReceiving = false
                    take(messages)
                }
            }
        }
    }

    private mutating func begin(_ group: inout TaskGroup<Step>) {
        while begun < options.workers, !waiting.isEmpty {
            let message = waiting.removeFirst()
            begun += 1
            let (worker, held, halt) = (worker, held, halt)
            group.addTask {
                do {
                    try await worker.work(message)
                } catch {
                    halt.set(error)
                }
                held.release(message)
                return .worked
            }
        }
    }

    /// How many messages are asked for: while S3 gives nothing no more than one at a time, and none where all workers
    /// wait for S3.
    ///
    /// The one tells whether other objects can be read. Each is received once, however long it takes: what is received
    /// again and again goes to the dead-letter queue.
    private var wanted: Int {
        guard worker.objects.outage.isOn else { return 2 * options.workers - begun }
        return begun < options.workers ? 1 : 0
    }

    private mutating func receive(_ group: inout TaskGroup<Step>) {
        isReceiving = true
        wasIdle = begun == 0
        let (calls, interrupt, halt, timeout, sleep) = (calls, interrupt, halt, timeout, options.sleep)
        let count = wanted
        // Messages that are on their way are better given back than hidden until their time is over.
        let grace: @Sendable () async -> Void = { try? await sleep(.milliseconds(500)) }
        group.addTask {
            do {
                let messages = try await interrupt.cancelling(after: grace) {
                    try await halt.interrupt.cancelling(after: grace) {
                        try await calls.receive(count, hiddenFor: timeout)
                    }
                }
                return .received(.success(messages))
            } catch {
                // Nobody waits for it any more.
                if interrupt.isRaised || halt.isSet { return .received(.success([])) }
                return .received(.failure(error))
            }
        }
    }

    private mutating func take(_ messages: [SQSMessage]) {
        tally.count { $0.received += messages.count }
        var isNew = false
        for message in messages {
            // Without an end, what failed is tried again whenever it comes.
            if options.isOnce, let id = message.messageID, tally.isHopeless(id) {
                if round.insert(id).inserted { isNew = true }
                continue
            }
            switch held.take(message) {
            case .new(let message):
                waiting.append(message)
                round = []
                isNew = true
            case .again: isNew = true
            case .unusable: tally.tell(.trouble("SQS gave a message without id, handle or body"))
            }
        }
        guard options.isOnce, !isNew else { return }
        if wasIdle { isEnding = true } else { isExhausted = true }
    }

    /// Lets others have at once what was not begun.
    private mutating func giveBack() async {
        for message in waiting {
            held.release(message)
            try? await calls.hide(message.receipt.handle, for: 0)
        }
        waiting = []
    }
}
