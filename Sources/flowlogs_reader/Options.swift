import ArgumentParser

/// The arguments as they were given; ``ReadPlan`` says whether they make sense.
struct Options: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flowlogs_reader",
        abstract: "Read VPC Flow Log records from CloudWatch Logs or S3.",
        usage: usage,
        discussion: """
            ACTIONS
              print [N]      print the records, or the first N of them (the default)
              ipset          print the addresses that occur, sorted
              findip IP...   print the records from or to one of the addresses
              aggregate      add the records up by 5-tuple; prints a tab-separated table

            EXAMPLES
              flowlogs_reader my-flow-log-group
              flowlogs_reader my-flow-log-group print 10
              flowlogs_reader -s '2024-05-01 10:00:00' -e '2024-05-01 11:00:00' my-group
              flowlogs_reader --filter-pattern REJECT my-flow-log-group aggregate
              flowlogs_reader --location-type s3 --thread-count 4 my-bucket/prefix
              flowlogs_reader --location-type s3 my-bucket findip 198.51.100.2 2001:db8::1
              mock-aws exec --world my-world -- flowlogs_reader my-flow-log-group
              flowlogs_reader --record incident my-flow-log-group
              flowlogs_reader --replay incident --ignore time-window my-flow-log-group

            Without times the last hour is read. Times are UTC.

            EXIT STATUS
              0   all that was asked for was read
              1   something could not be read; standard error says what
              64  the arguments are wrong
              69  AWS cannot be reached, or refuses these credentials
              74  the output could not be written
            """,
        version: version)

    /// How the command is written.
    static let usage = "flowlogs_reader [options] location [action [arguments...]]"

    /// The version of the program.
    static let version = "0.1.0"

    @Argument(help: "CloudWatch Logs group name, or S3 bucket/prefix.")
    var location: String

    @Argument(help: "What to do with the records, and its arguments (default: print).")
    var action: [String] = []

    @Option(help: "Where the location is: cwl (CloudWatch Logs) or s3.")
    var locationType = "cwl"

    @Option(help: "AWS region of the location.")
    var region: String?

    @Option(name: [.customShort("s"), .long], help: "Read records at or after this time, UTC.")
    var startTime: String?

    @Option(name: [.customShort("e"), .long], help: "Read records before this time, UTC.")
    var endTime: String?

    @Option(help: "How the times are written, as in Python's strptime.")
    var timeFormat = "%Y-%m-%d %H:%M:%S"

    @Option(help: "Format of the lines, such as '${version} ${account-id} …' (cwl only; default: ask EC2).")
    var fields: String?

    @Option(help: "Read records that match this CloudWatch Logs filter pattern (cwl only).")
    var filterPattern: String?

    @Option(help: "Comma-separated accounts to read (s3 only; default: all).")
    var includeAccounts: String?

    @Option(help: "Comma-separated regions to read (s3 only; default: all).")
    var includeRegions: String?

    @Option(help: "Profile of the AWS configuration files to use.")
    var profile: String?

    @Option(help: "Assume the role with this ARN.")
    var roleArn: String?

    @Option(help: "External id for the role.")
    var externalId: String?

    @Option(
        name: [.long, .customLong("thread_count")],
        help: "How many log streams or S3 objects to read at the same time.")
    var threadCount: Int = 0

    @Option(help: "Send the requests to this URL instead of AWS.")
    var endpointUrl: String?

    @OptionGroup(title: "Recording options") var recording: RecordingOptions

    @Flag(help: "Do not count skipped records on standard error, and give no notes.")
    var quiet = false

    @Flag(help: "Tell retries and request ids on standard error.")
    var verbose = false

    @Flag(help: "Print the number 0 as -, as flowlogs_reader 5.0.1 does.")
    var zeroAsDash = false

    @Flag(help: "Stop at the first object or log stream that cannot be read.")
    var failFast = false
}
