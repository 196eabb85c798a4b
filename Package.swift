// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Modules that own a C library or raw storage: every unsafe step is marked where it happens.
let strict = settings + [.strictMemorySafety()]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "flowlogs-reader",
    products: [
        .library(name: "FlowLogs", targets: ["FlowLogs", "Timestamps"]),
        .library(name: "FlowLogsReader", targets: ["FlowLogsReader"]),
        .library(name: "AWSClient", targets: ["AWSClient"]),
        .library(name: "TrafficSynthesis", targets: ["TrafficSynthesis"]),
        .library(name: "Recordings", targets: ["Recordings", "RecordingTransports"]),
        .library(name: "MockAWS", targets: ["MockAWS"]),
        .library(name: "MockAWSTesting", targets: ["MockAWSTesting"]),
        .library(name: "CloudTrail", targets: ["CloudTrail", "Timestamps"]),
        .library(name: "CloudTrailReader", targets: ["CloudTrailReader"]),
        .library(name: "CloudTrailStore", targets: ["CloudTrailStore"]),
        .executable(name: "flowlogs_reader", targets: ["flowlogs_reader"]),
        .executable(name: "cloudtrail_reader", targets: ["cloudtrail_reader"]),
        .executable(name: "mock-aws", targets: ["mock-aws"]),
    ],
    traits: [
        .trait(name: "ISAL", description: "Inflate with Intel ISA-L, about three times as fast as zlib."),
        .default(enabledTraits: ["ISAL"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // C libraries
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CMicrohttpd", path: "mock-server/CMicrohttpd", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]),

        // Foundations: no network, no clock
        .target(name: "Locking", swiftSettings: strict),
        .target(name: "Channels", dependencies: ["Locking"], swiftSettings: settings),
        .target(name: "Files", swiftSettings: settings),
        .target(name: "Timestamps", swiftSettings: settings),
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "HTTPMessages", swiftSettings: settings),
        .target(name: "Digests", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(
            name: "Gzip", dependencies: ["CZlib", .target(name: "CISAL", condition: .when(traits: ["ISAL"]))],
            swiftSettings: strict),

        // AWS
        .target(name: "SigV4", dependencies: ["Digests", "HTTPMessages", "Timestamps"], swiftSettings: settings),
        .target(
            name: "AWSOperations", dependencies: ["Digests", "HTTPMessages", "JSON", "Timestamps"],
            swiftSettings: settings),
        .target(name: "HTTPTransport", dependencies: ["CCurl", "HTTPMessages", "Locking"], swiftSettings: strict),
        .target(
            name: "AWSClient",
            dependencies: [
                "AWSOperations", "Files", "HTTPMessages", "HTTPTransport", "JSON", "Locking", "SigV4", "Timestamps",
            ], swiftSettings: settings),

        // Recordings
        .target(
            name: "Recordings",
            dependencies: [
                "AWSOperations", "Digests", "Files", "Gzip", "HTTPMessages", "JSON", "Locking", "SigV4", "Timestamps",
            ], swiftSettings: settings),

        .target(
            name: "RecordingTransports",
            dependencies: [
                "AWSOperations", "Channels", "Files", "HTTPMessages", "HTTPTransport", "Locking", "Recordings",
            ], swiftSettings: settings),
        .target(
            name: "RecordingAudit",
            dependencies: ["Digests", "Files", "Gzip", "HTTPMessages", "JSON", "Recordings"], swiftSettings: settings),

        // Flow logs
        .target(name: "CFlowKernels"),
        .target(name: "FlowLogs", dependencies: ["CFlowKernels", "Timestamps"], swiftSettings: settings),
        .target(
            name: "FlowLogsReader",
            dependencies: [
                "AWSClient", "AWSOperations", "Channels", "Digests", "FlowLogs", "Gzip", "HTTPMessages",
                "HTTPTransport", "Locking", "Timestamps",
            ], swiftSettings: settings),
        // CloudTrail: no network, no clock
        .target(
            name: "CloudTrail", dependencies: ["Digests", "Gzip", "HTTPMessages", "JSON", "Timestamps"],
            swiftSettings: strict),
        // Made-up traffic: no network, no clock, no files
        .target(
            name: "TrafficSynthesis", dependencies: ["Digests", "FlowLogs", "JSON", "Timestamps"],
            swiftSettings: settings),
        .executableTarget(
            name: "flowlogs_reader",
            dependencies: [
                "AWSClient", "AWSOperations", "CommandLines", "FlowLogs", "FlowLogsReader", "RecordingTransports",
                "Recordings", "Timestamps", argumentParser,
            ],
            swiftSettings: settings),

        // What the readers' commands share
        .target(
            name: "CommandLines", dependencies: ["AWSClient", "AWSOperations", "HTTPTransport"],
            swiftSettings: settings),

        // CloudTrail
        .target(
            name: "CloudTrailSetup", dependencies: ["AWSClient", "AWSOperations", "Digests", "JSON", "Timestamps"],
            swiftSettings: settings),
        .target(
            name: "CloudTrailReader",
            dependencies: [
                "AWSClient", "AWSOperations", "Channels", "CloudTrail", "Digests", "Files", "Gzip", "HTTPTransport",
                "JSON",
                "Locking", "Timestamps",
            ], swiftSettings: settings),
        .target(
            name: "CloudTrailStore",
            dependencies: [
                "CloudTrail", "CloudTrailReader", "Digests", "Locking", "Timestamps",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "cloudtrail_reader",
            dependencies: [
                "AWSClient", "AWSOperations", "CloudTrail", "CloudTrailReader", "CloudTrailSetup", "CloudTrailStore",
                "CommandLines", "Files", "JSON", "Locking", "Timestamps", argumentParser,
            ],
            swiftSettings: settings),

        // The local AWS
        .target(name: "TimeShift", dependencies: ["FlowLogs", "Gzip", "Timestamps"], swiftSettings: settings),
        .target(
            name: "HTTPServer", dependencies: ["CMicrohttpd", "HTTPMessages", "Locking", "Timestamps"],
            path: "mock-server/HTTPServer", swiftSettings: strict),
        .target(
            name: "MockAWS",
            dependencies: [
                "AWSOperations", "Digests", "Files", "FlowLogs", "Gzip", "HTTPMessages", "HTTPServer", "JSON",
                "Locking", "Recordings", "SigV4", "TimeShift", "Timestamps", "TrafficSynthesis",
            ], path: "mock-server/MockAWS", swiftSettings: settings),
        .target(
            name: "MockAWSTesting", dependencies: ["MockAWS", "Recordings"], path: "mock-server/MockAWSTesting",
            swiftSettings: settings),
        .target(
            name: "RecordingProxy",
            dependencies: [
                "AWSClient", "AWSOperations", "HTTPMessages", "HTTPServer", "HTTPTransport", "Locking",
                "RecordingTransports",
                "Recordings", "SigV4", "Timestamps",
            ], path: "mock-server/RecordingProxy", swiftSettings: settings),
        .executableTarget(
            name: "mock-aws",
            dependencies: [
                "AWSClient", "Digests", "Files", "FlowLogs", "Gzip", "HTTPMessages", "HTTPServer", "HTTPTransport",
                "JSON", "Locking", "MockAWS", "RecordingAudit", "RecordingProxy", "Recordings", "Timestamps",
                "TrafficSynthesis",
                argumentParser,
            ], path: "mock-server/mock-aws", swiftSettings: settings),

        // The examples of README.md
        .target(
            name: "ReadmeExamples",
            dependencies: [
                "AWSClient", "CloudTrail", "CloudTrailReader", "CloudTrailStore", "FlowLogs", "FlowLogsReader",
                "MockAWS", "Timestamps",
            ], path: "Examples",
            swiftSettings: settings),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["JSON", "Locking"], path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "ChannelsTests", dependencies: ["Channels"], swiftSettings: settings),
        .target(
            name: "RecordingSupport",
            dependencies: ["Digests", "HTTPMessages", "JSON", "Recordings", "TestSupport", "Timestamps"],
            path: "Tests/RecordingSupport", swiftSettings: settings),
        .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "TimestampsTests", dependencies: ["Timestamps"], swiftSettings: settings),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),
        .testTarget(name: "HTTPMessagesTests", dependencies: ["HTTPMessages"], swiftSettings: settings),
        .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: settings),
        .testTarget(name: "GzipTests", dependencies: ["Gzip", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "SigV4Tests",
            dependencies: ["SigV4", "Digests", "HTTPMessages", "JSON", "TestSupport", "Timestamps"],
            swiftSettings: settings),
        .testTarget(
            name: "AWSOperationsTests",
            dependencies: ["AWSOperations", "HTTPMessages", "JSON", "TestSupport", "Timestamps"],
            swiftSettings: settings),
        .testTarget(
            name: "HTTPTransportTests", dependencies: ["HTTPTransport", "HTTPMessages", "Locking", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "AWSClientTests",
            dependencies: [
                "AWSClient", "AWSOperations", "HTTPMessages", "HTTPTransport", "JSON", "Locking", "TestSupport",
                "Timestamps",
            ], swiftSettings: settings),
        .testTarget(
            name: "RecordingsTests",
            dependencies: [
                "Digests", "Files", "Gzip", "HTTPMessages", "JSON", "Locking", "RecordingSupport", "Recordings",
                "SigV4",
                "TestSupport", "Timestamps",
            ], swiftSettings: settings),
        .testTarget(
            name: "RecordingAuditTests",
            dependencies: [
                "Digests", "Gzip", "HTTPMessages", "JSON", "RecordingAudit", "RecordingSupport", "Recordings",
                "TestSupport", "Timestamps",
            ], swiftSettings: settings),
        .testTarget(
            name: "RecordingTransportsTests",
            dependencies: [
                "AWSClient", "AWSOperations", "HTTPMessages", "HTTPTransport", "Locking", "MockAWS", "Recordings",
                "RecordingTransports", "TestSupport", "Timestamps",
            ], swiftSettings: settings),
        .testTarget(
            name: "FlowLogsTests", dependencies: ["FlowLogs", "Gzip", "JSON", "TestSupport", "Timestamps"],
            swiftSettings: settings),
        .testTarget(
            name: "TrafficSynthesisTests",
            dependencies: ["CloudTrail", "Digests", "FlowLogs", "Gzip", "JSON", "Timestamps", "TrafficSynthesis"],
            swiftSettings: settings),
        .target(
            name: "TrailSupport", dependencies: ["CloudTrail", "Digests", "Gzip", "JSON", "Timestamps"],
            path: "Tests/TrailSupport", swiftSettings: settings),
        .testTarget(
            name: "CloudTrailTests",
            dependencies: ["CloudTrail", "Digests", "Gzip", "JSON", "TestSupport", "Timestamps", "TrailSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "TimeShiftTests", dependencies: ["FlowLogs", "Gzip", "JSON", "TimeShift", "Timestamps"],
            swiftSettings: settings),
        .testTarget(
            name: "FlowLogsReaderTests",
            dependencies: [
                "AWSClient", "AWSOperations", "Digests", "FlowLogs", "FlowLogsReader", "Gzip", "HTTPMessages",
                "HTTPTransport",
                "JSON",
                "Locking",
                "MockAWS", "TestSupport", "Timestamps",
            ], swiftSettings: settings),
        .target(
            name: "ScanSupport",
            dependencies: [
                "AWSClient", "CloudTrail", "CloudTrailReader", "Gzip", "HTTPMessages", "HTTPTransport", "Locking",
                "TestSupport", "Timestamps",
            ], path: "Tests/ScanSupport", swiftSettings: settings),
        .testTarget(
            name: "CloudTrailReaderTests",
            dependencies: [
                "AWSClient", "AWSOperations", "CloudTrail", "CloudTrailReader", "Gzip", "HTTPMessages", "HTTPTransport",
                "JSON", "Locking", "MockAWS", "ScanSupport", "TestSupport", "Timestamps", "TrailSupport",
            ], swiftSettings: settings),
        .testTarget(
            name: "CloudTrailStoreTests",
            dependencies: [
                "CloudTrail", "CloudTrailReader", "CloudTrailStore", "Digests", "Locking", "ScanSupport", "TestSupport",
                "Timestamps", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CloudTrailSetupTests",
            dependencies: [
                "AWSClient", "AWSOperations", "CloudTrailSetup", "JSON", "Locking", "MockAWS", "Timestamps",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "HTTPServerTests",
            dependencies: ["HTTPMessages", "HTTPServer", "HTTPTransport", "Locking", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "MockAWSTests",
            dependencies: [
                "AWSClient", "AWSOperations", "CloudTrail", "Digests", "FlowLogs", "Gzip", "HTTPMessages",
                "HTTPServer", "HTTPTransport", "JSON", "Locking", "MockAWS", "Recordings", "SigV4", "TestSupport",
                "TimeShift",
                "Timestamps",
            ], swiftSettings: settings),
        .testTarget(
            name: "MockAWSTestingTests",
            dependencies: [
                "AWSClient", "AWSOperations", "MockAWS", "MockAWSTesting", "Recordings", "RecordingTransports",
                "TestSupport", "Timestamps",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "InteropTests",
            dependencies: [
                "AWSClient", "AWSOperations", "CloudTrailSetup", "HTTPMessages", "HTTPTransport", "Locking",
                "Timestamps",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "AWSClient", "AWSOperations", "CloudTrail", "Digests", "Gzip", "HTTPMessages", "JSON", "MockAWS",
                "RecordingSupport", "Recordings", "TestSupport", "Timestamps", "TrailSupport",
            ],
            path: "Tests/EndToEnd",
            swiftSettings: settings),
    ]
)
