import Files
import Foundation
import TestSupport
import Testing

@Suite struct FoldersTests {
    @Test func aFileIsReplacedWhereALinkLeads() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("file", Array("old and longer".utf8))
        let link = folder.url.appending(path: "link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "file")
        try Folders.replace(link, with: Array("new".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "file")
        #expect(try FileContents.bytes(ofFile: folder.url.path + "/file") == Array("new".utf8))
        #expect(try Folders.names(in: folder.url.path).sorted() == ["file", "link"])
    }

    /// With a file in its place, whoever writes to the device next would fill the disk.
    @Test func aDeviceIsWrittenAndStaysOne() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let link = folder.url.appending(path: "link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
        let error = #expect(throws: FileError.self) { try Folders.replace(link, with: [1]) }
        #expect(error?.description == "\(link): No space left on device")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/full")
        #expect(try Folders.names(in: folder.url.path) == ["link"])
    }

    @Test func nothingIsLeftBehindWhereAFileCannotBeReplaced() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("sub/file", [1])
        #expect(throws: FileError.self) { try Folders.replace(folder.url.path + "/sub", with: [1]) }
        #expect(try Folders.names(in: folder.url.path) == ["sub"])
    }

    @Test func allFilesBelowAFolderAreFoundAndNoCircleIsFollowed() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for path in ["a", "b/c", "b/d/e"] { try folder.write(path, [1]) }
        for (link, target) in [("b/up", ".."), ("link", "a"), ("nowhere", "none")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/" + link, withDestinationPath: target)
        }
        #expect(try Folders.paths(below: folder.path).sorted() == ["a", "b/c", "b/d/e", "link"])
        #expect(throws: FileError.self) { try Folders.paths(below: folder.path + "/none") }
    }
}
