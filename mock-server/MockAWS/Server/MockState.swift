/// Everything that requests can change: one store a service, all built from the same world.
///
/// `POST /_mock/reset` drops it and builds another.
final class MockState: Sendable {
    /// The access keys of the world, and those that were handed out since.
    let credentials: CredentialBook
    /// The trails, whose deliveries are asked for at the server's own endpoint.
    let trails: CloudTrailService
    /// What answers each operation.
    let handlers: HandlerTable

    init(world: World, maxStoredBytes: Int) {
        let credentials = CredentialBook(world: world)
        let queues = SQSService(world: world)
        let topics = SNSService(queues: queues)
        let buckets = S3Store(
            world: world, maxStoredBytes: maxStoredBytes, notifier: BucketNotifier(queues: queues, topics: topics))
        let trails = CloudTrailService(world: world, buckets: buckets, topics: topics)
        // A service adds its line here.
        let services: [any MockService] = [
            buckets,
            LogsStore(world: world, maxStoredBytes: maxStoredBytes),
            EC2Service(world: world),
            STSService(world: world, credentials: credentials),
            queues, topics, trails,
        ]
        var handlers = HandlerTable()
        for service in services { service.register(in: &handlers) }
        self.credentials = credentials
        self.trails = trails
        self.handlers = handlers
    }
}
