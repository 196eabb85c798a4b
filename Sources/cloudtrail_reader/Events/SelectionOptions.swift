import ArgumentParser
import CloudTrail
import CommandLines

/// Which events are wanted, and what is done with them.
struct SelectionOptions: ParsableArguments {
    /// What is done with the events.
    enum ActionName: String, ExpressibleByArgument, CaseIterable {
        case print, table, services, logins, errors
    }

    @Option(
        help: ArgumentHelp(
            "What to do: print (JSON Lines), table, services (how often each call was used), logins, errors (denied and "
                + "failed calls by principal). (default: print)", valueName: "action"))
    var action: ActionName?

    @Option(
        help: ArgumentHelp(
            "Store the events in this SQLite file, each once, in place of an action.", valueName: "file"))
    var store: String?

    @Option(help: "Comma-separated calls to read, such as RunInstances.")
    var eventName: String?

    @Option(help: "Comma-separated services to read, such as ec2 or ec2.amazonaws.com.")
    var eventSource: String?

    @Option(help: "Comma-separated users to read: names, ARNs, principal ids, roles.")
    var user: String?

    @Option(help: "Comma-separated source addresses to read.")
    var sourceIp: String?

    @Option(help: "Read calls with these comma-separated error codes; any for all that failed, none for the others.")
    var errorCode: String?

    @Option(help: "Read calls that read only (true), or that do more (false).")
    var readOnly: Bool?

    /// The events that are wanted.
    var selection: CloudTrailSelection {
        get throws(UsageError) {
            func names(_ text: String?, _ option: String) throws(UsageError) -> Set<String> {
                try TrailArguments.names(text, option: option) ?? []
            }
            var selection = CloudTrailSelection()
            selection.eventNames = try names(eventName, "--event-name")
            selection.eventSources = try names(eventSource, "--event-source")
            selection.users = try names(user, "--user")
            selection.sourceAddresses = try names(sourceIp, "--source-ip")
            selection.readOnly = readOnly
            switch errorCode.nonEmpty {
            case nil: break
            case "any"?: selection.errors = .failed
            case "none"?: selection.errors = .succeeded
            case _?: selection.errors = .codes(try names(errorCode, "--error-code"))
            }
            return selection
        }
    }
}
