import Testing

@testable import CloudTrailReader

@Suite struct RecentIdentifiersTests {
    private func identifier(_ number: Int) -> HashedIdentifier { HashedIdentifier("\(number)".utf8) }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 100]) func theLastAreKnownAndNoOthers(capacity: Int) {
        var recent = RecentIdentifiers(capacity: capacity)
        for number in 0..<1000 {
            let inserted = [recent.insert(identifier(number)), recent.insert(identifier(number))]
            #expect(inserted == [true, false])
            #expect(recent.count == min(number + 1, capacity))
            let oldest = max(0, number + 1 - capacity)
            for other in max(0, oldest - 3)...number + 1 {
                #expect(recent.contains(identifier(other)) == (other >= oldest && other <= number))
            }
        }
    }

    /// Property: against a list, with many that fall onto the same slots.
    @Test func itIsAsAListWouldBe() {
        var state: UInt64 = 11
        var recent = RecentIdentifiers(capacity: 50)
        var list: [HashedIdentifier] = []
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var one = identifier(Int(state >> 33) % 200)
            one.low &= 0x1F
            let isNew = !list.contains(one)
            let inserted = recent.insert(one)
            #expect(inserted == isNew)
            if isNew { list.append(one) }
            if list.count > 50 { list.removeFirst() }
            #expect(recent.count == list.count)
        }
        for one in list { #expect(recent.contains(one)) }
    }

    @Test func windowWantsAnObjectAgainThatWasOvertaken() throws {
        let window = EventWindow(capacity: 10)
        let first = (0..<3).map { identifier($0) }
        try window.check(first)
        window.commit(first)
        #expect(throws: ReadObjectAgain.self) { try window.check([identifier(7), identifier(2)]) }
        try window.check([identifier(7)])
        #expect(window.contains(identifier(2)) && !window.contains(identifier(7)))
    }
}
