import AWSClient
import AWSOperations

/// Which queue: by its URL, its ARN, or its name.
public struct QueueAddress: Sendable, Hashable, CustomStringConvertible {
    /// The queue's name.
    public let name: String
    /// The queue's account, where the address tells it.
    public let account: String?
    /// The queue's region, where the address tells it.
    public let region: String?
    /// The queue's URL, where the address is one.
    public let url: String?

    /// Reads a queue URL, an ARN `arn:aws:sqs:<region>:<account>:<name>`, or a name.
    ///
    /// - Throws: ``TrailReaderError`` with code `.badLocation`.
    public init(_ text: String) throws(TrailReaderError) {
        let isURL = text.hasPrefix("https://") || text.hasPrefix("http://")
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if isURL {
            let path = text.split(separator: "/").dropFirst().map(String.init)
            url = text
            region = path.first.flatMap { QueueAddress.region(ofHost: $0) }
            account = path.count > 2 ? path[path.count - 2] : nil
            name = path.count > 1 ? path[path.count - 1] : ""
        } else if parts.count == 6, parts[0] == "arn", parts[2] == "sqs" {
            url = nil
            region = parts[3].isEmpty ? nil : parts[3]
            account = parts[4].isEmpty ? nil : parts[4]
            name = parts[5]
        } else {
            (url, region, account, name) = (nil, nil, nil, text)
        }
        guard QueueAddress.isName(name) else {
            throw TrailReaderError(.badLocation, "'\(text)' names no queue; give its URL, its ARN or its name")
        }
    }

    /// The queue's URL, which SQS is asked for where the address is none.
    ///
    /// - Throws: as `AWSClient.send`.
    public func url(_ client: AWSClient) async throws -> String {
        if let url { return url }
        let output = try await client.send(GetQueueUrl(queueName: name, queueOwnerAWSAccountID: account))
        guard let url = output.queueURL, !url.isEmpty else {
            throw AWSError(
                code: "QueueDoesNotExist", message: "no URL of the queue \(name) was answered", service: .sqs)
        }
        return url
    }

    /// The address.
    public var description: String { url ?? name }

    /// Amazon SQS quotas: up to 80 letters, digits, hyphens and underscores; `.fifo` at the end of some.
    private static func isName(_ name: String) -> Bool {
        (1...80).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: ".-_".utf8.contains(byte)
                }
            }
    }

    /// The region in AWS's own names: `sqs.<region>.amazonaws.com`, `<region>.queue.amazonaws.com`, those of VPC
    /// endpoints and other partitions alike; nil for any other host.
    private static func region(ofHost host: String) -> String? {
        let labels = host.split(separator: ".").map(String.init)
        guard let domain = labels.firstIndex(of: "amazonaws") else { return nil }
        if let service = labels.firstIndex(where: { $0 == "sqs" || $0 == "sqs-fips" }), service + 1 < domain {
            return labels[service + 1]
        }
        guard let service = labels.firstIndex(of: "queue"), service < domain else { return nil }
        return service > 0 ? labels[service - 1] : "us-east-1"
    }
}
