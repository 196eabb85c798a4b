import HTTPMessages
import Recordings
import TestSupport
import Testing
import Timestamps

@Suite struct ReplayerTests {
    private static func logs(_ parameters: String, target: String = "FilterLogEvents") -> HTTPRequest {
        HTTPRequest(
            method: "POST", path: "/", headers: ["X-Amz-Target": "Logs_20140328.\(target)"],
            body: Array(parameters.utf8))
    }

    private static func object(_ key: String, _ headers: HTTPHeaders = [:]) -> HTTPRequest {
        HTTPRequest(method: "GET", path: "/bucket/\(key)", headers: headers)
    }

    /// A recording of requests with a text as answer to each.
    private func recording(
        _ exchanges: [(HTTPRequest, String)], scrub: ScrubPolicy = .secrets, _ body: (Recording) throws -> Void
    ) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let writer = try RecordingWriter(folder: folder.path + "/r", scrub: scrub) { Timestamp(milliseconds: 0) }
        for (request, answer) in exchanges {
            let recorder = writer.begin(request)
            recorder.takeHead(
                status: 200,
                headers: [
                    "Content-Length": String(answer.utf8.count), "ETag": "\"e\"", "x-amz-checksum-crc32": "AAAA",
                ])
            recorder.take(Array(answer.utf8))
            recorder.finish(.complete)
        }
        try writer.close()
        try body(Recording(folder: folder.path + "/r"))
    }

    private func text(_ outcome: Replayer.Outcome) -> String {
        switch outcome {
        case .miss(let miss): return miss.isExhausted ? "exhausted" : "miss"
        case .answer(let answer):
            guard case .text(let text) = answer.body else { return "" }
            return text
        }
    }

    @Test(arguments: [
        (Replayer.OnExhausted.fail, ["1", "2", "exhausted", "exhausted"]),
        (.repeatLast, ["1", "2", "2", "2"]), (.loop, ["1", "2", "1", "2"]),
    ])
    func equalRequestsGetTheirAnswersInTurn(onExhausted: Replayer.OnExhausted, answers: [String]) throws {
        let request = Self.logs(#"{"logGroupName":"g"}"#)
        try recording([(request, "1"), (Self.logs(#"{"logGroupName":"h"}"#), "x"), (request, "2")]) { recording in
            let replayer = try Replayer(recording, onExhausted: onExhausted)
            #expect(answers.indices.map { _ in text(replayer.answer(to: request)) } == answers)
            #expect(replayer.unused.map(\.sequence) == [2])
            replayer.reset()
            #expect(replayer.unused.count == 3)
            #expect(text(replayer.answer(to: request)) == "1")
        }
    }

    @Test func answerThatWillNotArriveIsNotUsedUp() throws {
        let request = Self.logs(#"{"logGroupName":"g"}"#)
        try recording([(request, "1"), (request, "2")]) { recording in
            let replayer = try Replayer(recording)
            #expect(text(replayer.answer(to: request, consuming: false)) == "1")
            #expect(text(replayer.answer(to: request, consuming: false)) == "1")
            #expect(replayer.unused.count == 2)
            #expect(text(replayer.answer(to: request)) == "1")
            #expect(text(replayer.answer(to: request)) == "2")
        }
    }

    @Test(arguments: [
        ([], "miss"), (["time-window"], "1"), (["startTime", "endTime"], "1"),
        (["logs:FilterLogEvents.time-window"], "1"), (["logs:GetLogEvents.time-window"], "miss"), (["limit"], "miss"),
        (["limit,time-window"], "1"),
    ])
    func ignoredParametersDoNotMatter(names: [String], answer: String) throws {
        try recording([(Self.logs(#"{"logGroupName":"g","startTime":1,"endTime":2}"#), "1")]) { recording in
            let replayer = try Replayer(recording, ignoring: IgnoredParameters(names))
            #expect(
                text(replayer.answer(to: Self.logs(#"{"logGroupName":"g","startTime":5,"endTime":6}"#))) == answer)
        }
    }

    @Test(arguments: ["", "a,,b", "logs:FilterLogEvents."])
    func emptyNamesAreErrors(name: String) {
        #expect(throws: RecordingError.self) { try IgnoredParameters([name]) }
    }

    @Test(arguments: [
        ("bytes=0-3", 206, "bytes 0-3/10", Int64(0)..<Int64(4)), ("bytes=6-", 206, "bytes 6-9/10", 6..<10),
        ("bytes=-3", 206, "bytes 7-9/10", 7..<10), ("bytes=4-99", 206, "bytes 4-9/10", 4..<10),
        ("bytes=10-", 416, "bytes */10", nil),
    ])
    func rangesOfAWholeObjectAreServed(
        range: String, status: Int, contentRange: String, bytes: Range<Int64>?
    ) throws {
        try recording([(Self.object("k"), "0123456789")]) { recording in
            let replayer = try Replayer(recording)
            for _ in 0..<3 {
                guard case .answer(let answer) = replayer.answer(to: Self.object("k", ["Range": range])) else {
                    Issue.record("no answer")
                    return
                }
                #expect(answer.status == status)
                #expect(answer.headers["Content-Range"] == contentRange)
                #expect(answer.range == bytes)
                if let bytes {
                    #expect(answer.headers["Content-Length"] == String(bytes.count))
                    #expect(answer.headers["x-amz-checksum-crc32"] == nil)
                }
            }
            #expect(replayer.unused.isEmpty)
        }
    }

    @Test func wholeObjectIsThereBehindItsParts() throws {
        try recording([(Self.object("k"), "0123456789")]) { recording in
            let replayer = try Replayer(recording)
            for headers: HTTPHeaders in [["Range": "bytes=0-3"], ["Range": "bytes=4-"], [:], ["Range": "bytes=-1"]] {
                guard case .answer = replayer.answer(to: Self.object("k", headers)) else {
                    Issue.record("no answer for \(headers)")
                    return
                }
            }
            guard case .miss = replayer.answer(to: Self.object("k")) else {
                Issue.record("the whole object was recorded once")
                return
            }
        }
    }

    @Test func rangeOfAnotherObjectIsRefused() throws {
        try recording([(Self.object("k"), "0123456789")]) { recording in
            let replayer = try Replayer(recording)
            let asked = Self.object("k", ["Range": "bytes=1-", "If-Match": "\"other\""])
            guard case .answer(let answer) = replayer.answer(to: asked) else {
                Issue.record("no answer")
                return
            }
            #expect(answer.status == 412)
        }
    }

    @Test func recordedRangeIsAnsweredAsRecorded() throws {
        let part = Self.object("k", ["Range": "bytes=0-3"])
        try recording([(part, "part")]) { recording in
            let replayer = try Replayer(recording)
            #expect(text(replayer.answer(to: Self.object("k"))) == "miss")
            #expect(text(replayer.answer(to: part)) == "part")
        }
    }

    @Test func missNamesTheThreeNearestAndWhatDiffers() throws {
        try recording([
            (Self.logs(#"{"logGroupName":"g","startTime":1,"endTime":2}"#), "1"),
            (Self.logs(#"{"logGroupName":"g","startTime":1}"#), "2"),
            (Self.logs(#"{"logGroupName":"h"}"#), "3"), (Self.logs("{}", target: "DescribeLogGroups"), "4"),
        ]) { recording in
            let replayer = try Replayer(recording)
            guard case .miss(let miss) = replayer.answer(to: Self.logs(#"{"logGroupName":"g","startTime":7}"#)) else {
                Issue.record("no miss")
                return
            }
            #expect(miss.nearest.map(\.sequence) == [2, 1, 3])
            #expect(
                miss.report == [
                    "the recording has no answer for: logs:FilterLogEvents logGroupName=g startTime=7",
                    "  nearest: exchange 2: logs:FilterLogEvents logGroupName=g startTime=1",
                    #"    startTime: recorded "1", asked "7""#,
                    "  nearest: exchange 1: logs:FilterLogEvents endTime=2 logGroupName=g startTime=1",
                    #"    endTime: recorded "2", asked nothing"#, #"    startTime: recorded "1", asked "7""#,
                    "  nearest: exchange 3: logs:FilterLogEvents logGroupName=h",
                    #"    logGroupName: recorded "h", asked "g""#, #"    startTime: recorded nothing, asked "7""#,
                ])
            #expect(replayer.missCount == 1)
        }
    }

    @Test(arguments: [
        (RecordMode.none, "miss"), (.once, "miss"), (.new, "forward"), (.all, "forward"),
    ])
    func modesDecideOverWhatWasNotRecorded(mode: RecordMode, course: String) throws {
        try recording([(Self.object("k"), "1")]) { recording in
            let session = try RecordingSession(folder: recording.folder, mode: mode) { Timestamp(milliseconds: 0) }
            func name(_ course: RecordingSession.Course) -> String {
                switch course {
                case .replay: "replay"
                case .forward: "forward"
                case .miss: "miss"
                }
            }
            #expect(name(session.course(of: Self.object("k"))) == (mode == .all ? "forward" : "replay"))
            #expect(name(session.course(of: Self.object("other"))) == course)
        }
    }

    @Test func onceRecordsWhereNothingIs() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let session = try RecordingSession(folder: folder.path + "/r", mode: .once) { Timestamp(milliseconds: 0) }
        guard case .forward = session.course(of: Self.object("k")) else {
            Issue.record("not recorded")
            return
        }
        #expect(throws: RecordingError.self) {
            try RecordingSession(folder: folder.path + "/absent", mode: .none) { Timestamp(milliseconds: 0) }
        }
    }
}
