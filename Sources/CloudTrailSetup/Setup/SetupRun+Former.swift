import AWSClient
import AWSOperations

/// What the trail went through before it was changed.
extension SetupRun {
    /// Takes the trail's statements out of the policy of the bucket it wrote to before; its log files stay.
    func leaveFormerBucket() async throws {
        guard let name = trail?.s3BucketName, name != design.bucket else { return }
        var former = design
        former.bucket = name
        let title = "bucket \(name)"
        do {
            var policy = PolicyDocument(try await client.bucketPolicy(former))
            if policy?.remove(TrailPolicies(former.ofSomeOrganization).bucket) == true, let policy {
                if policy.statements.isEmpty {
                    _ = try await client.send(DeleteBucketPolicy(bucket: name, expectedBucketOwner: design.account))
                } else {
                    var call = PutBucketPolicy()
                    call.bucket = name
                    call.policy = policy.text
                    call.expectedBucketOwner = design.account
                    _ = try await client.send(call)
                }
                report("the trail's statements in the policy of the \(title)", .removed)
            }
            report("\(title), with the log files so far", .kept)
        } catch let error as AWSError where error.httpStatus == 403 || error.httpStatus == 404 {
            report("\(title), whose policy could not be looked at: \(error.code)", .kept)
        }
    }

    /// Unsubscribes the queue from the topics that the trail notified before, and takes the statements out.
    ///
    /// A queue stays subscribed where others have the topic say something: it may be theirs, too.
    func leaveFormerTopics(_ queueURL: String) async throws {
        guard let trail, let queue = try await client.foundQueue(of: design) else { return }
        let trails = try await client.send(DescribeTrails(includeShadowTrails: true)).trailList ?? []
        var formers = try await client.formerTopics(of: design, in: queue.policy, besides: trails)
        if let name = trail.snsTopicARN.flatMap({ design.topicName($0) }), name != design.topic,
            !formers.contains(where: { $0.design.topic == name })
        {
            var former = design
            former.topic = name
            formers.append((former, try await client.foundTopic(of: former, besides: trails)))
        }
        guard !formers.isEmpty else { return }

        var policy = queue.policy
        var isChanged = false
        for former in formers {
            if former.topic?.user == nil, queue.isOurs || former.topic?.isOurs ?? true {
                if let arn = former.topic?.subscription?.subscriptionARN, arn.hasPrefix("arn:") {
                    _ = try await client.send(Unsubscribe(subscriptionARN: arn))
                    report("subscription to the topic \(former.design.topic)", .removed)
                }
                isChanged = policy?.remove(TrailPolicies(former.design).queue) == true || isChanged
            }
            if let topic = former.topic { try await leave(topic) }
        }
        if isChanged, let policy {
            _ = try await client.send(SetQueueAttributes(queueURL: queueURL, attributes: ["Policy": policy.text]))
            report("queue policy, without what the trail no longer needs", .changed)
        }
    }

    private func leave(_ topic: FoundTopic) async throws {
        // A topic cannot be without any statement.
        var policy = topic.policy
        if policy?.remove(TrailPolicies(topic.design).topic) == true, let policy, !policy.statements.isEmpty {
            _ = try await client.send(
                SetTopicAttributes(
                    topicARN: topic.design.topicARN, attributeName: "Policy", attributeValue: policy.text))
            report("the trail's statement in the policy of the topic \(topic.name)", .removed)
        }
        report("topic \(topic.name), which the trail notifies no longer", .kept)
    }
}
