import ArgumentParser
import Files
import Foundation
import HTTPServer
import MockAWS

extension MockAWSOptions.SignatureMode: ExpressibleByArgument {}

/// The options that `serve` and `exec` share.
struct ServerArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The world folder to simulate; without it, nothing is there.", valueName: "folder"))
    var world: String?

    @Option(help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen at; 0 takes a free one.")
    var port = 0

    @Option(name: .customLong("sigv4"), help: "What to do with signatures: off, warn or strict.")
    var signatures = MockAWSOptions.SignatureMode.off

    @Option(help: ArgumentHelp("Where to write, once it listens, the line that serve prints.", valueName: "file"))
    var readyFile: String?

    @Option(help: ArgumentHelp("A certificate (PEM) to speak TLS with.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("The certificate's private key (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(help: "The region of unsigned requests and, for exec, of the command; else the world's first.")
    var region: String?

    @Flag(help: "Say nothing about unknown operations and wrong signatures on standard error.")
    var quiet = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key belong together")
        }
    }

    /// Loads the world.
    func loadWorld() throws -> World {
        var world = try self.world.map { folder throws(WorldError) in try World(folder: folder) } ?? World()
        if let region, !world.preferRegion(region) {
            throw Failure("--region '\(region)' is no region; us-east-1 is one")
        }
        return world
    }

    /// Starts the server and writes the ready file.
    func start(_ world: World) throws -> MockAWS {
        var options = MockAWSOptions(world: world, host: host, port: port, signatures: signatures)
        if let tlsCert, let tlsKey {
            options.tls = MockAWSOptions.TLSIdentity(
                certificateChain: try ServerArguments.text(tlsCert), privateKey: try ServerArguments.text(tlsKey))
        }
        FileLimit.raise()
        if !quiet { options.log = { writeError("mock-aws: \($0)") } }
        let server = try MockAWS.start(options)
        if let readyFile { try Announcement(server).write(to: readyFile) }
        return server
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try FileContents.bytes(ofFile: path), as: UTF8.self)
    }
}

/// A failure that one line explains.
struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Runs `body`; what it throws becomes one line on standard error and exit status 1.
func reportingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let exit as ExitCode {
        throw exit
    } catch {
        writeError("error: \(error)")
        throw ExitCode(1)
    }
}

/// Writes a line to standard error.
func writeError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
