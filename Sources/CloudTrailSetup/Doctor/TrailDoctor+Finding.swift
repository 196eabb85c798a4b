extension TrailDoctor {
    /// What is found of one link.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// How a link is.
        public enum State: String, Sendable, Hashable {
            /// As it should be.
            case ok
            /// It works, but may soon not; or it is otherwise than asked for.
            case warning
            /// It could not be looked at.
            case unknown
            /// Log files do not get through.
            case broken
        }

        /// The link, such as `topic policy`.
        public var link: String
        /// How it is.
        public var state: State
        /// What was seen.
        public var seen: String
        /// How to mend it; nil where nothing is wrong.
        public var remedy: String?

        /// One line.
        public var description: String {
            "\(state.rawValue): \(link): \(seen)" + (remedy.map { "; \($0)" } ?? "")
        }

        /// What mends most.
        static let setUp = "run cloudtrail_reader setup"

        static func ok(_ link: String, _ seen: String) -> Finding { Finding(link: link, state: .ok, seen: seen) }

        static func warning(_ link: String, _ seen: String, _ remedy: String) -> Finding {
            Finding(link: link, state: .warning, seen: seen, remedy: remedy)
        }

        static func broken(_ link: String, _ seen: String, _ remedy: String) -> Finding {
            Finding(link: link, state: .broken, seen: seen, remedy: remedy)
        }
    }
}
