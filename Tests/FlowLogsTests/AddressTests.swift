import FlowLogs
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("0.0.0.0", "0.0.0.0"), ("::", "::"),
        ("::1", "::1"), ("1::", "1::"), ("2001:DB8::0001", "2001:db8::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("0:0:0:0:0:0:0:0", "::"),
        ("::ffff:10.0.0.1", "::ffff:a00:1"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("fe80::1:2", "fe80::1:2"),
    ])
    func readsEverySpelling(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
        #expect(IPAddress(canonical) == IPAddress(text))
    }

    @Test(arguments: [
        "", "-", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.04", "1.2.3.", ".1.2.3", "1..2.3", "a.b.c.d", ":", ":1",
        "1:", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::", "::g",
        "fe80::1%1",
        "::1/64", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:5", "1.2.3.4 ",
        "00000000000000000000000000000000000000000000001",
    ])
    func refuses(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func ordersFamiliesThenNumbers() {
        let texts = ["::", "10.0.0.1", "9.255.0.0", "1::", "::ffff", "200.0.0.1"]
        let sorted = texts.compactMap { IPAddress($0) }.sorted().map(\.description)
        #expect(sorted == ["9.255.0.0", "10.0.0.1", "200.0.0.1", "::", "::ffff", "1::"])
    }
}

@Suite struct AddressFilterTests {
    private let batch = parse(
        """
        srcaddr dstaddr action
        10.0.0.1 10.0.0.2 a
        2001:db8::1 2001:DB8:0:0::2 b
        10.0.0.10 host c
        - 10.0.0.1 d
        """
    ).batches[0]

    private func found(_ addresses: [String]) -> String {
        AddressFilter(addresses).select(batch).compactMap(\.action).joined()
    }

    @Test func findsSourceAndDestination() {
        #expect(found(["10.0.0.1"]) == "ad")
        #expect(found(["10.0.0.2", "10.0.0.10"]) == "ac")
        #expect(found(["10.0.0"]) == "")
        #expect(found([]) == "")
        #expect(found(["-"]) == "")
        #expect(found(["host"]) == "c")
    }

    @Test func findsIPv6InAnySpelling() {
        #expect(found(["2001:0db8:0000:0000:0000:0000:0000:0001"]) == "b")
        #expect(found(["2001:db8::2"]) == "b")
        #expect(found(["2001:DB8::3"]) == "")
    }

    @Test func findsOneOfMany() {
        let many = (0..<100).map { "192.168.0.\($0)" }
        #expect(found(many + ["10.0.0.10"]) == "c")
        #expect(found(many + ["2001:db8::2"]) == "b")
        #expect(batch.filter { AddressFilter(many + ["host"]).matches($0) }.count == 1)
    }
}

@Suite struct AddressSetTests {
    @Test func sortsAndLeavesOutWhatHasNoData() {
        let batch = parse(
            """
            srcaddr dstaddr log-status
            10.0.0.10 9.0.0.1 OK
            10.0.0.10 host OK
            1.1.1.1 1.1.1.2 NODATA
            1.1.1.1 1.1.1.2 SKIPDATA
            - 10.0.0.9 -
            2001:db8::1 2001:DB8::1 OK
            ::1 2001:db8::1 OK
            """
        ).batches[0]
        var set = AddressSet()
        #expect(set.isEmpty)
        set.insert(batch)
        let expected = ["9.0.0.1", "10.0.0.9", "10.0.0.10", "::1", "2001:DB8::1", "2001:db8::1", "host"]
        #expect(set.sorted() == expected)
        #expect(set.count == expected.count)

        var first = AddressSet()
        var second = AddressSet()
        first.insert(batch.keepingFirst(3))
        for record in batch.dropFirst(3) { second.insert(record) }
        first.merge(second)
        #expect(first == set)
    }
}
