/// Everything that requests can change: one store a service, all built from the same world.
///
/// `POST /_mock/reset` drops it and builds another.
final class MockState: Sendable {
    /// The access keys of the world, and those that were handed out since.
    let credentials: CredentialBook
    /// What answers each operation.
    let handlers: HandlerTable

    init(world: World, maxStoredBytes: Int) {
        let credentials = CredentialBook(world: world)
        // A service adds its line here.
        let services: [any MockService] = [
            S3Store(world: world, maxStoredBytes: maxStoredBytes),
            LogsStore(world: world, maxStoredBytes: maxStoredBytes),
            EC2Service(world: world),
            STSService(world: world, credentials: credentials),
        ]
        var handlers = HandlerTable()
        for service in services { service.register(in: &handlers) }
        self.credentials = credentials
        self.handlers = handlers
    }
}
