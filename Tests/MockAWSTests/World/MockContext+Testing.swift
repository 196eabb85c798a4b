import Timestamps

@testable import MockAWS

extension MockContext {
    /// A request of the empty world's account at a time.
    static func testing(
        account: String = "123456789012", region: String = "us-east-1", caller: WorldCredentials? = nil,
        now: Timestamp = Timestamp(seconds: 1_772_600_000)
    ) -> MockContext {
        MockContext(
            account: account, region: region, regionIsScoped: true, accessKeyID: caller?.accessKeyID, caller: caller,
            now: now, requestID: "test", isStrict: false)
    }
}
