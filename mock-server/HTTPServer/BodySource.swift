import Glibc
import Locking

/// Where the bytes of a body come from; used on the thread of its connection's event loop.
protocol BodySource: AnyObject {
    /// Copies what stands at `position`, at least a byte and at most what fits.
    func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> BodyStep
}

/// What comes of asking a source for bytes.
enum BodyStep {
    /// So many bytes, at least one.
    case bytes(Int)
    /// Nothing yet; there will be something when this has run.
    case pending(@Sendable () async -> Void)
    /// There are no more.
    case end
    /// There should be more, and nobody can get them.
    case failure
}

/// A part of bytes in memory.
final class MemorySource: BodySource {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> BodyStep {
        let rest = bytes.dropFirst(Int(clamping: position)).prefix(buffer.count)
        guard !rest.isEmpty else { return .end }
        unsafe rest.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        return .bytes(rest.count)
    }
}

/// A part of a file, for where sendfile cannot be used.
final class FileSource: BodySource {
    private let descriptor: Int32
    private let offset: Int64
    private let count: Int64

    /// Takes an open file, and closes it in the end.
    init(descriptor: Int32, offset: Int64, count: Int64) {
        self.descriptor = descriptor
        self.offset = offset
        self.count = count
    }

    deinit { close(descriptor) }

    func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> BodyStep {
        let left = count - Int64(clamping: position)
        guard left > 0 else { return .end }
        let read = unsafe pread(
            descriptor, buffer.baseAddress, min(Int(clamping: left), buffer.count),
            off_t(offset + Int64(clamping: position)))
        return read > 0 ? .bytes(read) : .failure
    }
}

/// Parts that somebody else makes; one is in memory at a time.
final class StreamSource: BodySource {
    /// What the task that asks for a part leaves behind.
    private enum Arrival {
        case nothing
        case part([UInt8])
        case end
        case failure
    }

    private let next: HTTPServerResponse.BodyPart
    private let arrival = Locked(Arrival.nothing)
    private var part: ArraySlice<UInt8> = []

    init(_ next: @escaping HTTPServerResponse.BodyPart) {
        self.next = next
    }

    func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> BodyStep {
        if part.isEmpty {
            let arrived = arrival.withLock { arrival in
                defer { if case .part = arrival { arrival = .nothing } }
                return arrival
            }
            switch arrived {
            case .nothing: return .pending { [next, arrival] in await StreamSource.ask(next, arrival) }
            case .part(let bytes): part = bytes[...]
            case .end: return .end
            case .failure: return .failure
            }
        }
        let sent = part.prefix(buffer.count)
        unsafe sent.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        part = part.dropFirst(sent.count)
        return .bytes(sent.count)
    }

    private static func ask(_ next: HTTPServerResponse.BodyPart, _ arrival: Locked<Arrival>) async {
        var arrived = Arrival.failure
        do {
            while true {
                guard let bytes = try await next() else {
                    arrived = .end
                    break
                }
                // An empty part would be the last chunk.
                guard bytes.isEmpty else {
                    arrived = .part(bytes)
                    break
                }
                try Task.checkCancellation()
            }
        } catch {
            arrived = .failure
        }
        arrival.withLock { [arrived] in $0 = arrived }
    }
}
