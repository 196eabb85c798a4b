/// What came on the page that is read and on the one before: enough to tell what a service delivers twice.
struct RecentlySeen<ID: Hashable & Sendable> {
    private var page: Set<ID> = []
    private var pageBefore: Set<ID> = []
    /// How many were seen before.
    private(set) var repeatedCount = 0

    /// Begins the next page.
    mutating func beginPage() {
        // Pages without anything may come between any two.
        guard !page.isEmpty else { return }
        pageBefore = page
        page = Set(minimumCapacity: pageBefore.count)
    }

    /// Whether `id` comes for the first time.
    mutating func isNew(_ id: ID) -> Bool {
        // It is of this page even so: the next one may have it, too.
        let isFirstOfPage = page.insert(id).inserted
        guard isFirstOfPage, !pageBefore.contains(id) else {
            repeatedCount += 1
            return false
        }
        return true
    }
}
