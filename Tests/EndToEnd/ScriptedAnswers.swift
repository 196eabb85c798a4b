import TestSupport

/// What a misbehaving AWS answers.
enum ScriptedAnswers {
    typealias Reply = ScriptedServer.Reply
    typealias Request = ScriptedServer.Request

    /// A bucket whose listings are right, with the objects at these times; `object` answers for them.
    static func bucket(
        times: [String] = ["1000"], object: @escaping @Sendable (Request, Int) -> Reply
    ) -> CommandCase.Server {
        .scripted { request, number in
            guard request.target.contains("list-type=2") else { return object(request, number) }
            let target = request.target.replacing("%2F", with: "/")
            let region = "AWSLogs/\(FlowLogWorld.account)/vpcflowlogs/\(FlowLogWorld.region)/"
            let account = "AWSLogs/\(FlowLogWorld.account)/"
            if target.contains(region) {
                let keys = times.map { FlowLogWorld.key($0) }
                return .text(200, listing(keys: target.contains(region + FlowLogWorld.day) ? keys : []))
            }
            return .text(200, listing(folders: [target.contains(account) ? region : account]))
        }
    }

    /// A page of ListObjectsV2.
    static func listing(keys: [String] = [], folders: [String] = [], token: String? = nil) -> String {
        let contents = keys.map { "<Contents><Key>\($0)</Key><Size>1</Size></Contents>" }.joined()
        let prefixes = folders.map { "<CommonPrefixes><Prefix>\($0)</Prefix></CommonPrefixes>" }.joined()
        let next = token.map { "<NextContinuationToken>\($0)</NextContinuationToken>" } ?? ""
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>"
            + "<IsTruncated>\(token != nil)</IsTruncated>\(next)\(contents)\(prefixes)</ListBucketResult>"
    }

    /// An error of S3.
    static func s3Error(_ status: Int, _ code: String, _ message: String = "no") -> Reply {
        .text(status, "<Error><Code>\(code)</Code><Message>\(message)</Message><RequestId>R1</RequestId></Error>")
    }

    /// A log group whose flow log has the default format; `events` answers FilterLogEvents.
    static func logGroup(_ events: @escaping @Sendable (Request, Int) -> Reply) -> CommandCase.Server {
        .scripted { request, number in
            guard request.operation == "DescribeFlowLogs" else { return events(request, number) }
            return .text(
                200,
                "<DescribeFlowLogsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                    + "<requestId>R</requestId><flowLogSet><item><logFormat>\(FlowLogWorld.format)</logFormat></item>"
                    + "</flowLogSet></DescribeFlowLogsResponse>", type: "text/xml")
        }
    }

    /// A page of FilterLogEvents with the lines of these numbers.
    static func events(_ numbers: [Int], token: String? = nil) -> Reply {
        let events = numbers.map { number in
            "{\"logStreamName\":\"s\",\"timestamp\":\(FlowLogWorld.start * 1000),\"eventId\":\"\(number)\","
                + "\"message\":\"\(FlowLogWorld.line(number))\"}"
        }
        let next = token.map { ",\"nextToken\":\"\($0)\"" } ?? ""
        return .json(200, "{\"events\":[\(events.joined(separator: ","))]\(next)}")
    }

    /// An error of CloudWatch Logs.
    static func logsError(_ status: Int, _ code: String, _ message: String = "no") -> Reply {
        .json(status, "{\"__type\":\"\(code)\",\"message\":\"\(message)\"}")
    }
}
