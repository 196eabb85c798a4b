import Locking
import Timestamps

/// Every access key the server knows: the world's, and those that `sts:AssumeRole` gave out.
///
/// The strict signature check asks it for the secret; every request asks it whose account the key belongs to.
final class CredentialBook: Sendable {
    private let permanent: [String: WorldCredentials]
    private let issued = Locked(Issued())

    private struct Issued {
        var byKey: [String: WorldCredentials] = [:]
        var order: [String] = []
    }

    /// How many issued keys are remembered; the oldest are forgotten first.
    static let issuedLimit = 10_000

    init(world: World) {
        permanent = Dictionary(world.credentials.map { ($0.accessKeyID, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The credentials with this access key id, expired ones too; nil for an unknown key.
    func credentials(accessKeyID: String) -> WorldCredentials? {
        permanent[accessKeyID] ?? issued.withLock { $0.byKey[accessKeyID] }
    }

    /// Remembers credentials that were given out.
    func add(_ credentials: WorldCredentials) {
        issued.withLock { issued in
            if issued.byKey.updateValue(credentials, forKey: credentials.accessKeyID) == nil {
                issued.order.append(credentials.accessKeyID)
            }
            if issued.order.count > CredentialBook.issuedLimit {
                let oldest = issued.order.removeFirst()
                issued.byKey[oldest] = nil
            }
        }
    }
}
