import AWSClient
import AWSOperations
import FlowLogs
import Timestamps

/// The listings that lead to the flow log objects of a window.
struct BucketWalk: Sendable {
    let client: AWSClient
    let layout: FlowLogLayout
    let report: ReadReport

    /// What was seen on the way, for those who find nothing; the first hundred of each.
    private struct Seen {
        var accounts: [String] = []
        var regions: [String] = []

        mutating func add(_ folder: String, in listing: FlowLogLayout.Listing) {
            let name = folder.dropFirst(listing.prefix.count).split(separator: "/").first ?? ""
            let value = String(name.split(separator: "=", maxSplits: 1).last ?? "")
            if listing.prefix.hasSuffix("AWSLogs/") {
                if accounts.count < 100 { accounts.append(value) }
            } else if listing.prefix.hasSuffix("vpcflowlogs/"), regions.count < 100 {
                regions.append(value)
            }
        }
    }

    /// Names the objects in the order of accounts, regions and days, then of their keys.
    ///
    /// - Parameter found: called with each object.
    /// - Throws: what keeps the bucket from being listed; ``ReaderError`` where it holds something else than flow logs.
    func objects(_ found: @Sendable (FlowLogObject) async throws -> Void) async throws {
        if layout.window.isEmpty { report.add(note: layout.window.emptyNote) }
        var seen = Seen()
        try await follow(layout.start, &seen, found)
        try await explainNothing(seen)
    }

    private func follow(
        _ listing: FlowLogLayout.Listing, _ seen: inout Seen,
        _ found: @Sendable (FlowLogObject) async throws -> Void
    ) async throws {
        let bucket = layout.location.bucket
        switch listing.kind {
        case .objects:
            var listed = RecentlySeen<String>()
            for try await page in client.pages(ListObjectsV2(bucket: bucket, prefix: listing.prefix)) {
                listed.beginPage()
                for key in (page.contents ?? []).compactMap(\.key) where listed.isNew(key) {
                    guard let key = layout.selects(key) else { continue }
                    try await found(FlowLogObject(bucket: bucket, key: key))
                }
            }
            note(listed, listing)
        case .folders:
            var listed = RecentlySeen<String>()
            let request = ListObjectsV2(bucket: bucket, prefix: listing.prefix, delimiter: "/")
            for try await page in client.pages(request) {
                listed.beginPage()
                for folder in (page.commonPrefixes ?? []).compactMap(\.prefix) where listed.isNew(folder) {
                    seen.add(folder, in: listing)
                    for next in layout.listings(below: folder, in: listing) {
                        try await follow(next, &seen, found)
                    }
                }
            }
            note(listed, listing)
        }
    }

    private func note(_ listed: RecentlySeen<String>, _ listing: FlowLogLayout.Listing) {
        guard listed.repeatedCount > 0 else { return }
        report.add(
            note:
                "S3 listed \(listed.repeatedCount) keys below s3://\(layout.location.bucket)/\(listing.prefix) more than "
                + "once; each is read once")
    }

    /// Says why there can be nothing to read, where there can be nothing.
    private func explainNothing(_ seen: Seen) async throws {
        let place = "s3://\(layout.location)"
        if layout.window.isEmpty || !seen.regions.isEmpty {
            if let wanted = layout.regions, !seen.regions.isEmpty, wanted.isDisjoint(with: seen.regions) {
                report.add(note: "\(place) holds none of the regions asked for, but \(few(seen.regions))")
            }
            return
        }
        if let wanted = layout.accounts, !seen.accounts.isEmpty, wanted.isDisjoint(with: seen.accounts) {
            report.add(note: "\(place) holds none of the accounts asked for, but \(few(seen.accounts))")
            return
        }
        let prefix = layout.location.prefix.isEmpty ? "" : layout.location.prefix + "/"
        let probe = try await client.send(
            ListObjectsV2(bucket: layout.location.bucket, prefix: prefix, maxKeys: 4))
        let keys = (probe.contents ?? []).compactMap(\.key)
        guard !keys.isEmpty else {
            report.add(note: "\(place) holds no objects at all")
            return
        }
        throw ReaderError(
            .noFlowLogs,
            "\(place) holds objects but no flow logs: there is \(few(keys)), and nothing like "
                + "\(layout.location.logsPrefix)<account>/vpcflowlogs/<region>/; check bucket and prefix")
    }

    private func few(_ names: [String]) -> String {
        names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    }
}
