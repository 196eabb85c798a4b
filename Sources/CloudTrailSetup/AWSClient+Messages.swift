import AWSClient
import AWSOperations

/// A topic as it was found, and who else lives on it.
struct FoundTopic: Sendable {
    /// The design whose topic it is.
    let design: TrailDesign
    /// Whether a set-up of the trail made it.
    let isOurs: Bool
    let policy: PolicyDocument?
    let subscriptions: [SNSSubscription]
    /// Whose messages it takes besides the trail's; nil for nobody's.
    let user: User?

    /// Somebody else who has the topic say something.
    enum User: Sendable, Hashable {
        case trail(String)
        case policy
    }

    var name: String { design.topic }
    /// The subscription of the design's queue.
    var subscription: SNSSubscription? { subscriptions.first { $0.isOfQueue(design.queueARN) } }
    /// Who else uses it, behind its name.
    var use: String {
        switch user {
        case .trail(let name)?: ", which the trail \(name) uses"
        case .policy?: ", whose policy lets others use it"
        case nil: ""
        }
    }
}

/// A queue as it was found.
struct FoundQueue: Sendable {
    let url: String
    /// Whether a set-up of the trail made it.
    let isOurs: Bool
    let policy: PolicyDocument?
}

/// Topics and queues with what decides whether they can go.
extension AWSClient {
    /// The topic of a design; `trails` are those that there are, the design's own among them or not.
    func foundTopic(of design: TrailDesign, besides trails: [Trail]) async throws -> FoundTopic? {
        guard let attributes = try await topicAttributes(design.topicARN) else { return nil }
        let policy = PolicyDocument(attributes["Policy"])
        let trail = trails.first { $0.snsTopicARN == design.topicARN && $0.trailARN != design.trailARN }
        let isOpen = policy?.letsOthersIn(besides: TrailPolicies(design).topic) == true
        return FoundTopic(
            design: design, isOurs: design.made(try await topicTags(design.topicARN)), policy: policy,
            subscriptions: try await subscriptions(to: design.topicARN),
            user: trail.map { .trail($0.name ?? "") } ?? (isOpen ? .policy : nil))
    }

    func foundQueue(of design: TrailDesign) async throws -> FoundQueue? {
        guard let url = try await queueURL(design.queue) else { return nil }
        let tags = try await send(ListQueueTags(queueURL: url)).tags
        let attributes = try await send(GetQueueAttributes(queueURL: url, attributeNames: ["Policy"])).attributes
        return FoundQueue(url: url, isOurs: design.made(tags), policy: PolicyDocument(attributes?["Policy"]))
    }

    /// Topics that the trail notified before, as the policy of its queue still tells.
    ///
    /// Those that nobody else uses: made by a set-up of the trail, or gone, which is what nil for a topic means.
    func formerTopics(
        of design: TrailDesign, in policy: PolicyDocument?, besides trails: [Trail]
    ) async throws -> [(design: TrailDesign, topic: FoundTopic?)] {
        var found: [(design: TrailDesign, topic: FoundTopic?)] = []
        for name in policy?.topics(sendingTo: design) ?? [] where name != design.topic {
            var former = design
            former.topic = name
            let topic = try await foundTopic(of: former, besides: trails)
            guard topic.map({ $0.isOurs && $0.user == nil }) ?? true else { continue }
            found.append((former, topic))
        }
        return found
    }
}

extension PolicyDocument {
    /// The topics of the account and region whom statements of a set-up let send to the queue of a design.
    fileprivate func topics(sendingTo design: TrailDesign) -> [String] {
        statements.compactMap { json in
            guard let source = PolicyStatement(json).sources.first, let name = design.topicName(source) else {
                return nil
            }
            var former = design
            former.topic = name
            let isOurs = TrailPolicies(former).queue.contains {
                PolicyStatement($0).isSame(as: PolicyStatement(json))
            }
            return isOurs ? name : nil
        }
    }
}
