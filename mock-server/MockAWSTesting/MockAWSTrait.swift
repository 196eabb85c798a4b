import MockAWS
import Recordings
import Testing

/// Gives a test a local AWS of its own.
///
/// ```swift
/// @Test(.mockAWS(recording: "recordings/moto-tour/recording"))
/// func readsTheTour() async throws {
///     let aws = try #require(MockAWS.current)
///     // talk to aws.endpoint
/// }
/// ```
///
/// Each test case gets a server of its own, so that test cases may run at the same time. A request that a recording has no
/// answer for is an issue of the test, with the exchanges that come closest.
public struct MockAWSTrait: TestTrait, SuiteTrait, TestScoping {
    private let makeOptions: @Sendable () throws -> MockAWSOptions

    init(_ makeOptions: @escaping @Sendable () throws -> MockAWSOptions) {
        self.makeOptions = makeOptions
    }

    /// Whether the trait of a suite holds for the tests inside.
    public var isRecursive: Bool { true }

    /// Runs a test case while its server listens.
    ///
    /// - Parameters:
    ///   - test: the test.
    ///   - testCase: the case.
    ///   - function: what to run.
    /// - Throws: what `function` throws, and why the server cannot start.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        // The scope of a suite, or of a function as a whole, needs no server: each of its cases has one.
        guard testCase != nil else { return try await function() }
        let server = try MockAWS.start(try makeOptions())
        defer { server.stop() }
        try await MockAWS.$current.withValue(server) { try await function() }
        if let replay = server.replay, replay.missCount > 0 {
            Issue.record("the recording had no answer for \(replay.missCount) requests")
        }
    }
}

extension Trait where Self == MockAWSTrait {
    /// A local AWS with nothing in it.
    public static var mockAWS: MockAWSTrait { MockAWSTrait { MockAWSOptions() } }

    /// A local AWS that simulates a world folder.
    ///
    /// - Parameter folder: the world's folder; a relative path counts from the current directory.
    /// - Returns: the trait.
    public static func mockAWS(world folder: String) -> MockAWSTrait {
        MockAWSTrait { MockAWSOptions(world: try World(folder: folder)) }
    }

    /// A local AWS that answers from a recording.
    ///
    /// - Parameters:
    ///   - folder: the recording's folder; a relative path counts from the current directory.
    ///   - onExhausted: what happens when the answers to a request are used up.
    ///   - ignored: parameters by which requests are not told apart, such as `time-window`.
    /// - Returns: the trait.
    public static func mockAWS(
        recording folder: String, onExhausted: Replayer.OnExhausted = .fail, ignoring ignored: [String] = []
    ) -> MockAWSTrait {
        MockAWSTrait {
            let replayer = try Replayer(
                try Recording(folder: folder), onExhausted: onExhausted, ignoring: try IgnoredParameters(ignored))
            return MockAWSOptions(replayer: replayer, log: { Issue.record(Comment(rawValue: $0)) })
        }
    }
}
