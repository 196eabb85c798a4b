/// The kinds of conversations in a VPC, and how often each begins.
enum TrafficKind: UInt8, CaseIterable {
    case page, page6, backend, query, lookup, download, regionalDownload, storage, podQuery, taskQuery, edge, ping, scan

    /// Of 1024 conversations.
    var share: Int {
        switch self {
        case .page: 200
        case .page6: 40
        case .backend: 230
        case .query: 110
        case .lookup: 120
        case .download: 70
        case .regionalDownload: 20
        case .storage: 60
        case .podQuery: 80
        case .taskQuery: 30
        case .edge: 14
        case .ping: 20
        case .scan: 30
        }
    }

    /// What may go on for several windows: connections that are kept, transfers.
    static let lasting: [TrafficKind] = [.backend, .query, .download, .storage, .podQuery, .page]

    /// The kind of each of 1024 draws.
    static let draws: [TrafficKind] = allCases.flatMap { Array(repeating: $0, count: $0.share) }
}
