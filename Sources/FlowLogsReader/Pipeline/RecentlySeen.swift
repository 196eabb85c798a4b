/// What came on the page that is read and on the one before: enough to tell what a service delivers twice.
struct RecentlySeen {
    private var page: Set<String> = []
    private var pageBefore: Set<String> = []
    /// How many were seen before.
    private(set) var repeatedCount = 0

    /// Begins the next page.
    mutating func beginPage() {
        pageBefore = page
        page = []
    }

    /// Whether `id` comes for the first time.
    mutating func isNew(_ id: String) -> Bool {
        guard !pageBefore.contains(id), page.insert(id).inserted else {
            repeatedCount += 1
            return false
        }
        return true
    }
}
