import AWSClient
import Testing

@Suite struct ReadTextFileTests {
    @Test func aFileSwitchedOffByDevNullIsEmpty() throws {
        #expect(try AWSClientConfiguration.readTextFile("/dev/null")?.isEmpty == true)
    }

    @Test func aFileThatIsNotThereIsNil() throws {
        #expect(try AWSClientConfiguration.readTextFile("/dev/null/nothing") == nil)
    }
}
