import Locking

/// The buckets and objects of every account, and the operations on them.
///
/// Objects of the world stay in their files and are read when somebody asks for them; what clients put is kept in
/// memory, up to a limit. Bucket names are one name space, as in AWS.
final class S3Store: MockService {
    let world: World
    /// The most bytes that objects put by clients may have together.
    let maxStoredBytes: Int

    init(world: World, maxStoredBytes: Int) {
        self.world = world
        self.maxStoredBytes = maxStoredBytes
    }

    func register(in table: inout HandlerTable) {}
}
