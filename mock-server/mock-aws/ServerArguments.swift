import ArgumentParser
import Files
import Foundation
import HTTPServer
import MockAWS
import Recordings

extension MockAWSOptions.SignatureMode: ExpressibleByArgument {}

/// How a server listens.
struct ListenArguments: ParsableArguments {
    @Option(help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen at; 0 takes a free one.")
    var port = 0

    @Option(help: ArgumentHelp("Where to write, once it listens, the line that serve prints.", valueName: "file"))
    var readyFile: String?

    @Option(help: ArgumentHelp("A certificate (PEM) to speak TLS with.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("The certificate's private key (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(help: "The region of unsigned requests and, for exec, of the command; else the world's first.")
    var region: String?

    @Flag(help: "Say nothing about unknown operations, wrong signatures and missing answers on standard error.")
    var quiet = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key belong together")
        }
    }

    /// Certificate and key, as text; nil for plain HTTP.
    func identity() throws -> MockAWSOptions.TLSIdentity? {
        guard let tlsCert, let tlsKey else { return nil }
        func text(_ path: String) throws -> String {
            String(decoding: try FileContents.bytes(ofFile: path), as: UTF8.self)
        }
        return MockAWSOptions.TLSIdentity(certificateChain: try text(tlsCert), privateKey: try text(tlsKey))
    }
}

/// The options that `serve` and `exec` share.
struct ServerArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The world folder to simulate; without it, nothing is there.", valueName: "folder"))
    var world: String?

    @Option(name: .customLong("sigv4"), help: "What to do with signatures: off, warn or strict.")
    var signatures = MockAWSOptions.SignatureMode.off

    @OptionGroup(title: "Fault options") var faults: FaultArguments
    @OptionGroup(title: "Replay options") var replay: ReplayArguments
    @OptionGroup(title: "Server options") var listening: ListenArguments

    func validate() throws {
        guard world == nil || replay.recording == nil else {
            throw ValidationError("--world and --recording exclude each other: a recording is not simulated")
        }
    }

    /// Loads the world.
    ///
    /// - Parameter replayer: what answers instead; its recording's region is the default.
    /// - Returns: the world.
    /// - Throws: `WorldError`, and ``Failure`` where the region is none.
    func loadWorld(replayer: Replayer?) throws -> World {
        var world = try self.world.map { folder throws(WorldError) in try World(folder: folder) } ?? World()
        if let recorded = replayer?.recording.exchanges.lazy.compactMap(\.identity.region).first {
            _ = world.preferRegion(recorded)
        }
        if let region = listening.region, !world.preferRegion(region) {
            throw Failure("--region '\(region)' is no region; us-east-1 is one")
        }
        return world
    }

    /// Starts the server and writes the ready file.
    func start(_ world: World, replayer: Replayer?) throws -> MockAWS {
        var options = MockAWSOptions(
            world: world, replayer: replayer, host: listening.host, port: listening.port, signatures: signatures)
        options.tls = try listening.identity()
        options.faults = try faults.script()
        options.faultTrace = faults.faultTrace
        FileLimit.raise()
        if !listening.quiet { options.log = { writeError("mock-aws: \($0)") } }
        let server = try MockAWS.start(options)
        if let readyFile = listening.readyFile {
            try Announcement(endpoint: server.endpoint, port: server.port).write(to: readyFile)
        }
        return server
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
