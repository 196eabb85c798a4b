@testable import FlowLogs
