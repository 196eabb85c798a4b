import Locking
import Testing

@testable import HTTPTransport

struct ResponseBufferTests {
    private let resumes = Locked(0)
    private let aborts = Locked(0)

    private func buffer(capacity: Int) -> ResponseBuffer {
        ResponseBuffer(
            origin: "http://x", capacity: capacity, resume: { [resumes] in resumes.withLock { $0 += 1 } },
            abort: { [aborts] in aborts.withLock { $0 += 1 } })
    }

    private func offer(_ bytes: [UInt8], to buffer: ResponseBuffer) -> Bool {
        bytes.withUnsafeBytes { buffer.take($0) }
    }

    @Test func neverMoreThanTheCapacityWaits() async throws {
        let buffer = buffer(capacity: 10)
        var refused = 0
        var received: [UInt8] = []
        for number in 0..<100 {
            let chunk = [UInt8](repeating: UInt8(number), count: 3)
            if offer(chunk, to: buffer) { continue }
            refused += 1
            #expect(!offer(chunk, to: buffer))
            for _ in 0..<3 { received += try await buffer.next() ?? [] }
            #expect(offer(chunk, to: buffer))
        }
        buffer.finish(nil)
        while let chunk = try await buffer.next() { received += chunk }
        #expect(received == (0..<300).map { UInt8($0 / 3) })
        #expect(buffer.mostWaitingBytes == 9)
        #expect(resumes.withLock { $0 } == refused)
        #expect(refused > 10)
    }

    @Test func oneChunkAboveTheCapacityIsTaken() async throws {
        let buffer = buffer(capacity: 10)
        #expect(offer([UInt8](repeating: 1, count: 100), to: buffer))
        #expect(!offer([2], to: buffer))
        #expect(try await buffer.next()?.count == 100)
        #expect(resumes.withLock { $0 } == 1)
    }

    @Test func failureComesAfterTheChunks() async throws {
        let buffer = buffer(capacity: 10)
        #expect(offer([1], to: buffer))
        buffer.finish(TransportError(.reset, origin: "http://x"))
        #expect(try await buffer.next() == [1])
        for _ in 0..<2 { await #expect(throws: TransportError.self) { try await buffer.next() } }
    }

    @Test func cancellingDropsTheChunksAndAbortsOnce() async throws {
        let buffer = buffer(capacity: 10)
        #expect(offer([1], to: buffer))
        buffer.cancel()
        buffer.cancel()
        let error = await #expect(throws: TransportError.self) { try await buffer.next() }
        #expect(error?.code == .cancelled)
        #expect(aborts.withLock { $0 } == 1)
        #expect(offer([2], to: buffer))
    }

    @Test func cancellingACompleteBodyThatWasReadDoesNothing() async throws {
        let buffer = buffer(capacity: 10)
        buffer.finish(nil)
        buffer.cancel()
        #expect(try await buffer.next() == nil)
        #expect(aborts.withLock { $0 } == 0)
    }
}
