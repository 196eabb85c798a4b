import Digests
import FlowLogs
import Testing
import Timestamps

@testable import TrafficSynthesis

/// The same configuration gives the same bytes.
///
/// No `Double` decides any of them; that nothing depends on the machine otherwise is what the golden sums are for.
@Suite struct DeterminismTests {
    private static func configuration(_ format: FlowLogFormat = .default) -> SynthesisConfiguration {
        var configuration = SynthesisConfiguration()
        configuration.seed = 42
        configuration.duration = 1200
        configuration.recordsPerSecond = 4
        configuration.format = format
        configuration.latePerMille = 100
        configuration.pathologies = [.init(.crlf), .init(.twoMembers)]
        return configuration
    }

    private static func digest(_ synthesis: FlowLogSynthesis) -> String {
        let digest = SHA256()
        for object in synthesis.objects {
            digest.update(Array(object.key.utf8))
            for member in synthesis.content(of: object).members { digest.update(member) }
        }
        return digest.finalize().hexString
    }

    @Test(arguments: [
        (0, "50222519313481d12ea806b1f71613019ed784fa655da6202982b448bbec30f5"),
        (3, "bba291daef532435c7681b7ad548160b8a20ef7605e2f95ab1437bda96207997"),
        (4, "d5d8d980feebfc1c5336dc21d12233df0f564ccbdc566df01cd57ed38c465ef0"),
    ])
    func bytesDoNotChangeUnnoticed(format: Int, sum: String) throws {
        let made = Self.digest(try FlowLogSynthesis(Self.configuration(TestFormats.all[format])))
        #expect(made == sum)
    }

    @Test func threadsMakeNoDifference() throws {
        let synthesis = try FlowLogSynthesis(Self.configuration())
        let one = synthesis.objects.map { synthesis.content(of: $0).members }
        let four = madeByFourThreads(one.count) { index in
            synthesis.content(of: synthesis.objects[index]).members
        }
        #expect(one == four)
    }

    @Test func anObjectAloneIsTheSameAsInAWholeRun() throws {
        let whole = try FlowLogSynthesis(Self.configuration())
        for object in whole.objects {
            let alone = try FlowLogSynthesis(Self.configuration())
            let same = try #require(alone.object(forKey: object.key))
            #expect(alone.content(of: same).members == whole.content(of: object).members)
        }
    }

    /// What lies after a time does not change what lies before it, nor do other networks.
    @Test func longerRunsAndMoreNetworksLeaveObjectsAlone() throws {
        var configuration = Self.configuration()
        configuration.pathologies = []
        configuration.hasIncidents = false
        let short = try FlowLogSynthesis(configuration)
        configuration.duration *= 3
        let long = try FlowLogSynthesis(configuration)
        configuration.duration /= 3
        configuration.accounts.append("210987654321")
        configuration.recordsPerSecond *= 2
        let wide = try FlowLogSynthesis(configuration)
        for object in short.objects {
            let members = short.content(of: object).members
            for other in [long, wide] {
                let same = try #require(other.object(forKey: object.key))
                #expect(other.content(of: same).members == members)
            }
        }
    }

    @Test func seedsDiffer() throws {
        var configuration = Self.configuration()
        let a = Self.digest(try FlowLogSynthesis(configuration))
        configuration.seed += 1
        #expect(Self.digest(try FlowLogSynthesis(configuration)) != a)
    }

    /// SplitMix64 as its authors publish it: the first numbers of the seed 1234567.
    @Test func randomNumbersAreThoseOfSplitMix64() {
        var random = SeededRandom(seed: 1_234_567)
        let numbers = (0..<5).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
        var (a, b) = (SeededRandom(seed: 1).branch(2).branch(3), SeededRandom(seed: 1).branch(3).branch(2))
        #expect(a.next() != b.next())
    }
}
