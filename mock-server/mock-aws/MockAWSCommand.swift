import ArgumentParser

/// The command `mock-aws`: a local AWS for tests and demonstrations.
@main
struct MockAWSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mock-aws",
        abstract: "A local AWS: CloudWatch Logs, S3, and the parts of EC2 and STS that flow log readers use.",
        discussion: """
            It simulates a world folder (world.json, s3/<bucket>/<key>, logs/<group>/<stream>.log) and what clients \
            create at run time, in memory. Without a world it starts empty.

            Examples:
              mock-aws serve --world recordings/quickstart --port 4566
              mock-aws exec --world recordings/quickstart -- aws logs describe-log-groups
              mock-aws exec -- aws s3 mb s3://my-bucket
              mock-aws recording verify incident
              mock-aws generate my-world --duration 6h --seed 7
            """,
        subcommands: [
            ServeCommand.self, ExecCommand.self, RecordCommand.self, RecordingCommand.self, FaultsCommand.self,
            GenerateCommand.self,
        ])
}
