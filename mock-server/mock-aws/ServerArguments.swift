import AWSClient
import ArgumentParser
import Files
import Glibc
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

    @OptionGroup(title: "Replay options") var replay: ReplayArguments
    @OptionGroup(title: "Time options") var time: TimeArguments
    @OptionGroup(title: "Fault options") var faults: FaultArguments
    @OptionGroup(title: "Server options") var listening: ListenArguments

    func validate() throws {
        guard world == nil || replay.recording == nil else {
            throw ValidationError("--world and --recording exclude each other: a recording is not simulated")
        }
        guard time.shiftTo == nil || world != nil || replay.recording != nil else {
            throw ValidationError("--shift-to needs a --world or a --recording to move")
        }
        guard time.shiftTo == nil || !replay.hasReplayOptions else {
            throw ValidationError(
                "--shift-to simulates what a recording saw: --on-exhausted, --ignore and --require-all do not apply")
        }
    }

    /// Loads what is to be served: a world, and what answers in its place.
    ///
    /// A recording whose times are moved cannot be replayed as it is; it is simulated as a world.
    ///
    /// - Returns: both; without a world folder the world is empty.
    /// - Throws: `WorldError`, `RecordingError`, and ``Failure`` where the region is none.
    func load() throws -> (world: World, replayer: Replayer?) {
        var served = try content()
        if let region = listening.region, !served.world.preferRegion(region) {
            throw Failure("--region '\(region)' is no region; us-east-1 is one")
        }
        if let shiftTo = time.shiftTo {
            let shifted = try served.world.shifted(
                to: shiftTo, now: AWSClientConfiguration.currentTime(), from: time.from)
            if !listening.quiet {
                for note in shifted.shiftNotes(from: served.world) { writeError("mock-aws: note: \(note)") }
            }
            served.world = shifted
        }
        return served
    }

    private func content() throws -> (world: World, replayer: Replayer?) {
        if let world { return (try World(folder: world), nil) }
        guard let recording = try replay.load() else { return (World(), nil) }
        guard time.shiftTo == nil else {
            return (try World(recording: recording.exchanges, folder: recording.folder), nil)
        }
        var world = World()
        if let region = recording.exchanges.lazy.compactMap(\.identity.region).first {
            _ = world.preferRegion(region)
        }
        return (world, try replay.replayer(of: recording))
    }

    /// Starts the server and writes the ready file.
    func start(_ served: (world: World, replayer: Replayer?)) throws -> MockAWS {
        var options = MockAWSOptions(
            world: served.world, replayer: served.replayer, host: listening.host, port: listening.port,
            signatures: signatures)
        options.tls = try listening.identity()
        options.faults = try faults.script()
        options.faultTrace = faults.faultTrace
        FileLimit.raise()
        LargeBuffers.keep()
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

/// Writes a line to standard error; one that takes nothing is no reason to stop.
func writeError(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if count == 0 || errno != EINTR {
            return
        }
    }
}
