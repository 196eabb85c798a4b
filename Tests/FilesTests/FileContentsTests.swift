import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileContentsTests {
    @Test func readsFilesOfEverySize() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for size in [0, 1, 4096, 65_536, 300_001] {
            let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try folder.write("file", content)
            #expect(try FileContents.bytes(ofFile: folder.url.path + "/file") == content)
        }
    }

    @Test func aDeviceIsReadLikeAFile() throws {
        #expect(try FileContents.bytes(ofFile: "/dev/null").isEmpty)
    }

    @Test func absenceAndFoldersAreErrorsThatNameThePath() throws {
        let absent = #expect(throws: FileError.self) { try FileContents.bytes(ofFile: "/nowhere/file") }
        #expect(absent?.isAbsent == true)
        #expect(absent?.description == "/nowhere/file: No such file or directory")
        let folder = #expect(throws: FileError.self) { try FileContents.bytes(ofFile: "/") }
        #expect(folder?.isAbsent == false)
        #expect(folder?.description == "/: Is a directory")
    }
}
