import ArgumentParser
import Files
import Foundation
import MockAWS
import Timestamps

extension MockAWSOptions.SignatureMode: ExpressibleByArgument {}

extension ShiftTarget: ExpressibleByArgument {
    /// Reads `now` or a time.
    public init?(argument: String) {
        self.init(argument)
    }
}

/// The options that `serve` and `exec` share.
struct ServerArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The world folder to simulate; without it, nothing is there.", valueName: "folder"))
    var world: String?

    @Option(
        help: ArgumentHelp(
            "Move all times of the world so that it ends there: now, or a time such as 2026-03-04T12:00:00Z.",
            valueName: "time"))
    var shiftTo: ShiftTarget?

    @Option(
        help: ArgumentHelp(
            "The moment of the world that --shift-to moves there, in place of its end.", valueName: "time"))
    var shiftFrom: String?

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
        guard shiftTo == nil || world != nil else { throw ValidationError("--shift-to needs a --world to move") }
        guard shiftFrom == nil || shiftTo != nil else { throw ValidationError("--shift-from needs --shift-to") }
        guard shiftFrom.map({ Timestamp(iso8601: $0) != nil }) ?? true else {
            throw ValidationError("--shift-from must be a time such as 2026-03-04T12:00:00Z")
        }
    }

    /// Loads the world.
    func loadWorld() throws -> World {
        var world = try self.world.map { folder throws(WorldError) in try World(folder: folder) } ?? World()
        if let region, !world.preferRegion(region) {
            throw Failure("--region '\(region)' is no region; us-east-1 is one")
        }
        return try shift(world)
    }

    /// The world with its times moved, where that is asked for.
    private func shift(_ world: World) throws -> World {
        guard let shiftTo else { return world }
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let shifted = try world.shifted(to: shiftTo, now: now, from: shiftFrom.flatMap { Timestamp(iso8601: $0) })
        if !quiet {
            for note in shifted.shiftNotes(from: world) { writeError("mock-aws: note: \(note)") }
        }
        return shifted
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
