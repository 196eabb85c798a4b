/// Reads events from the inflated text of a log file that comes in pieces of any size.
///
/// The roots it knows: `{"Records": […]}` with any other members around it, a bare list of events, one event, JSON Lines
/// of any of these, the answer of LookupEvents (`{"Events": [{"CloudTrailEvent": "…"}]}`) and its single entries, and
/// the messages of a CloudWatch Logs subscription (`{"logEvents": [{"message": "…"}]}`).
///
/// A record that is broken is skipped and counted; the brackets tell where the next one begins. A root that is broken
/// before its list is skipped like a record if it is no longer than one may be, else it is an error. No more than the
/// record that is under way is kept between two pieces.
///
/// ```swift
/// var parser = CloudTrailEventParser()
/// for piece in pieces {
///     try parser.parse(piece) { event in print(event.eventName ?? "-") }
/// }
/// try parser.finish()
/// ```
public struct CloudTrailEventParser: Sendable {
    /// Where the next byte stands.
    enum Mode: Sendable {
        /// Before the first value or between two.
        case top
        /// Behind the bracket of a list.
        case firstElement
        /// Behind a comma of a list.
        case element
        /// Behind an element of a list.
        case afterElement
        /// Inside a value.
        case value
        /// Inside a value that is broken, for this cause.
        case skipping(BracketSkipper, CloudTrailSkipCause)
    }

    /// What was read and left out so far.
    public private(set) var counters = CloudTrailCounters()

    /// Whether the list of a root was seen, with elements or none: `Records`, `Events` or `logEvents`.
    public private(set) var hasRootList = false

    let limits: CloudTrailLimits
    private var mode = Mode.top
    private var scanner: RecordScanner
    /// The bytes of the value under way that came in earlier pieces.
    private var pending: [UInt8] = []
    /// Where the value under way begins in the text.
    private var valueOffset = 0
    /// Bytes of the value under way that are gone: it is too long, or nothing wants it.
    private var dropped = 0
    private var isDropping = false
    /// Where the value that is skipped was broken.
    private var brokenOffset = 0
    /// The list whose elements are read; nil at the top.
    private var list: CloudTrailField?
    private var isBareList = false
    /// The root around the list; nil where the list is the root.
    private var root: RecordScanner?
    private var isRestOfRoot = false
    /// Bytes seen of a byte order mark.
    private var markLength = 0
    private var failure: CloudTrailError?
    /// The most bytes that were ever kept between two pieces.
    private(set) var mostPendingBytes = 0

    /// Creates a parser at the start of a text.
    public init(limits: CloudTrailLimits = CloudTrailLimits()) {
        self.limits = limits
        scanner = RecordScanner(isRoot: true, maximumDepth: limits.depth)
    }

    /// Reads the next piece and hands out the events that end in it, in their order.
    ///
    /// - Parameters:
    ///   - piece: the next bytes; any number.
    ///   - body: takes an event. An event that it keeps keeps `piece` too.
    /// - Throws: ``CloudTrailError``, for good; the events before it have been handed out.
    public mutating func parse(
        _ piece: [UInt8], _ body: (CloudTrailEvent) -> Void
    ) throws(CloudTrailError) {
        if let failure { throw failure }
        if piece.count > limits.totalBytes - counters.bytes { throw fail(.tooLarge, at: limits.totalBytes) }
        let pieceOffset = counters.bytes
        counters.bytes += piece.count
        var position = 0
        while position < piece.count {
            switch mode {
            case .value, .skipping:
                if pending.isEmpty {
                    position = advance(in: piece, from: position, body)
                } else {
                    position = advancePending(with: piece, from: position, body)
                }
                if let failure { throw failure }
            case .top, .firstElement, .element, .afterElement:
                position = try structure(piece, position, pieceOffset)
            }
        }
    }

    /// Says that the text has ended.
    ///
    /// - Throws: ``CloudTrailError`` with code `.truncated` where it ends within something.
    public mutating func finish() throws(CloudTrailError) {
        if let failure { throw failure }
        guard case .top = mode else { throw fail(.truncated, at: counters.bytes) }
    }

    /// Says that the text has ended, and that it was to be a log file.
    ///
    /// A log file may hold no event, but then it holds an empty list. Without any, the text is something else: what a
    /// service answered in its place, say. An empty text is left to who fetched it.
    ///
    /// - Throws: as ``finish()``; with code `.noRecords` where there was neither an event nor a root's list.
    public mutating func finishLogFile() throws(CloudTrailError) {
        try finish()
        guard counters.events > 0 || hasRootList || counters.bytes == 0 else { throw fail(.noRecords, at: 0) }
    }

    private mutating func fail(_ code: CloudTrailError.Code, at byteOffset: Int) -> CloudTrailError {
        let error = CloudTrailError(code: code, byteOffset: byteOffset)
        failure = error
        pending = []
        return error
    }

    // MARK: Between values

    /// Takes bytes between values; returns where it stopped.
    private mutating func structure(
        _ piece: [UInt8], _ start: Int, _ pieceOffset: Int
    ) throws(CloudTrailError) -> Int {
        let bytes = piece.span
        var position = start
        while position < bytes.count, isWhiteSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return position }
        let byte = bytes[position]
        let offset = pieceOffset + position
        switch (mode, byte) {
        case (.top, UInt8(ascii: "{")): beginValue(at: offset, isRoot: true)
        case (.top, UInt8(ascii: "[")):
            list = .records
            root = nil
            mode = .firstElement
            isBareList = true
            return position + 1
        case (.top, 0xEF) where offset == 0, (.top, 0xBB) where offset == 1 && markLength == 1,
            (.top, 0xBF) where offset == 2 && markLength == 2:
            markLength += 1
            return position + 1
        case (.top, _): throw fail(.notJSON, at: offset)
        case (.firstElement, UInt8(ascii: "]")), (.afterElement, UInt8(ascii: "]")):
            endList(at: offset + 1)
            return position + 1
        case (.afterElement, UInt8(ascii: ",")):
            mode = .element
            return position + 1
        case (.afterElement, _): throw fail(.malformed, at: offset)
        case (.element, UInt8(ascii: "]")), (.element, UInt8(ascii: ",")), (.firstElement, UInt8(ascii: ",")):
            throw fail(.malformed, at: offset)
        default: beginValue(at: offset, isRoot: false)
        }
        return position
    }

    private mutating func beginValue(at offset: Int, isRoot: Bool) {
        scanner = RecordScanner(isRoot: isRoot, maximumDepth: limits.depth)
        valueOffset = offset
        dropped = 0
        isDropping = false
        mode = .value
    }

    private mutating func endList(at offset: Int) {
        list = nil
        isBareList = false
        guard var root else {
            mode = .top
            return
        }
        self.root = nil
        root.continueAfterList()
        scanner = root
        isRestOfRoot = true
        isDropping = true
        valueOffset = offset
        dropped = 0
        mode = .value
    }

    // MARK: Inside values

    /// Goes on with the value under way, whose bytes begin at `start` of `piece`; returns where it stopped.
    private mutating func advance(
        in piece: [UInt8], from start: Int, _ body: (CloudTrailEvent) -> Void
    ) -> Int {
        guard let end = step(piece, from: start, body) else {
            keep(piece, from: start)
            return piece.count
        }
        return start + end
    }

    /// Goes on with the value under way, whose first bytes are pending; returns where it stopped in `piece`.
    private mutating func advancePending(
        with piece: [UInt8], from start: Int, _ body: (CloudTrailEvent) -> Void
    ) -> Int {
        let before = pending.count
        // Not all of the piece, of which the value may be a small part; not too little, so that it is linear.
        let count = min(piece.count - start, max(4096, before))
        pending.append(contentsOf: piece[start..<start + count])
        var buffer: [UInt8] = []
        swap(&buffer, &pending)
        if let end = step(buffer, from: 0, body) { return start + end - before }
        swap(&buffer, &pending)
        trim()
        return start + count
    }

    /// Reads on in the value under way; returns the offset of its end from `start`, or nil where the bytes end first.
    private mutating func step(
        _ buffer: [UInt8], from start: Int, _ body: (CloudTrailEvent) -> Void
    ) -> Int? {
        let bytes = buffer.span.extracting(start...)
        if case .value = mode {
            switch scanner.scan(bytes) {
            case .needsMore: return nil
            case .complete:
                finishValue(buffer, start..<start + scanner.position, body)
                return scanner.position
            case .list(let field):
                root = scanner
                list = field
                hasRootList = true
                mode = .firstElement
                isRestOfRoot = false
                return scanner.position + 1
            case .broken(let cause):
                brokenOffset = valueOffset + dropped + scanner.position
                mode = .skipping(
                    BracketSkipper(
                        position: scanner.position, depth: scanner.depth, isInString: scanner.isInString), cause)
            }
        }
        guard case .skipping(var skipper, let cause) = mode else { return nil }
        let isEnd = skipper.skip(bytes)
        mode = .skipping(skipper, cause)
        // No event is so long: this was a list of many, of which none was seen.
        if list == nil, !isRestOfRoot, dropped + skipper.position > limits.recordBytes {
            _ = fail(.malformed, at: brokenOffset)
            return nil
        }
        guard isEnd else { return nil }
        counters.skip(cause, at: valueOffset)
        endValue()
        return skipper.position
    }

    /// Keeps the bytes of the value under way that are still needed: all, or the token under way where it is dropped.
    private mutating func keep(_ piece: [UInt8], from start: Int) {
        pending = Array(piece[(start + droppable(of: piece.count - start))...])
        settle(droppable(of: piece.count - start))
    }

    /// Drops pending bytes that are not needed.
    private mutating func trim() {
        let count = droppable(of: pending.count)
        if count > 0 { pending.removeFirst(count) }
        settle(count)
    }

    /// How many of the first `count` bytes of the value under way are not needed any more.
    private mutating func droppable(of count: Int) -> Int {
        if case .skipping = mode { return count }
        if !isDropping, count + dropped > limits.recordBytes { isDropping = true }
        guard isDropping else { return 0 }
        // A short token is kept for its name; of a long one, only an escape that is cut off.
        if scanner.isInToken, scanner.tokenStart >= 0, count - scanner.tokenStart <= 64 { return scanner.tokenStart }
        return scanner.position
    }

    private mutating func settle(_ count: Int) {
        dropped += count
        if case .skipping(var skipper, let cause) = mode {
            skipper.dropAll()
            mode = .skipping(skipper, cause)
        } else {
            scanner.drop(count)
        }
        mostPendingBytes = max(mostPendingBytes, pending.count)
    }

    private mutating func endValue() {
        mode = list == nil ? .top : .afterElement
        isRestOfRoot = false
    }

    // MARK: Values

    private mutating func finishValue(_ buffer: [UInt8], _ range: Range<Int>, _ body: (CloudTrailEvent) -> Void) {
        defer { endValue() }
        guard !isRestOfRoot else { return }
        guard !isDropping, range.count <= limits.recordBytes else { return counters.skip(.tooLarge, at: valueOffset) }
        guard buffer[range.lowerBound] == UInt8(ascii: "{") else { return counters.skip(.notAnObject, at: valueOffset) }
        let event = CloudTrailEvent(storage: buffer, range: range, scanner: scanner)
        let isRecord = list == .records && !isBareList
        if isRecord || (list != .logEvents && event.isRecognizable) {
            counters.events += 1
            body(event)
        } else if let text = event.contents(list == .logEvents ? .logMessage : .lookupEvent) {
            embedded(event, text, body)
        } else {
            counters.skip(.notAnEvent, at: valueOffset)
        }
    }

    /// Reads an event that is the text of a string.
    private mutating func embedded(_ entry: CloudTrailEvent, _ text: Range<Int>, _ body: (CloudTrailEvent) -> Void) {
        do {
            let event = try CloudTrailEvent(parsing: unescaped(entry.storage.span, text), limits: limits)
            guard event.isRecognizable else { return counters.skip(.notAnEvent, at: valueOffset) }
            counters.events += 1
            body(event)
        } catch {
            if case .notAnEvent(let cause) = error.code {
                counters.skip(cause, at: valueOffset)
            } else {
                counters.skip(.syntax, at: valueOffset)
            }
        }
    }
}
