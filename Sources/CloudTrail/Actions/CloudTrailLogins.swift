/// Sign-ins to the console: how many, how many failed, how many succeeded without MFA, address, user, with tabs between.
///
/// `MFAUsed` is `No` too where an identity provider has asked for the second factor itself: AWS does not see that.
public struct CloudTrailLogins: CloudTrailAction {
    private var table = TallyTable()

    /// Creates an action that has counted nothing.
    public init() {}

    /// Counts an event that is a sign-in.
    public mutating func add(_ event: CloudTrailEvent) {
        guard event.isText(.eventName, "ConsoleLogin") else { return }
        let failed = event.isText(.consoleLogin, "Failure") || event.isError
        let withoutMFA = !failed && event.isText(.mfaUsed, "No")
        table.add(SIMD4(1, failed ? 1 : 0, withoutMFA ? 1 : 0, 0)) {
            event.appendColumn(.sourceIPAddress, to: &$0)
            $0.appendTab()
            event.appendUser(to: &$0)
        }
    }

    /// Adds what another worker has counted.
    public mutating func merge(_ other: CloudTrailLogins) { table.merge(other.table) }

    /// Does nothing: the counts are known at the end.
    public mutating func drain(into output: inout [UInt8]) {}

    /// Appends the counts.
    public mutating func finish(into output: inout [UInt8]) {
        for entry in table.sorted() {
            for index in 0..<3 {
                output.append(decimal: entry.tallies[index])
                output.appendTab()
            }
            output.append(contentsOf: table.key(of: entry))
            output.append(0x0A)
        }
    }
}
