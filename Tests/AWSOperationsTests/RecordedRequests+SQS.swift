import AWSOperations
import HTTPMessages

extension RecordedRequest {
    static let sqs = [
        RecordedRequest(
            CreateQueue(
                queueName: "q", attributes: ["VisibilityTimeout": "60"], tags: ["k": "v"]),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueName": "q", "Attributes": {"VisibilityTimeout": "60"}, "tags": {"k": "v"}}"#),
        RecordedRequest(
            GetQueueUrl(
                queueName: "q", queueOwnerAWSAccountID: "111122223333"),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueName": "q", "QueueOwnerAWSAccountId": "111122223333"}"#),
        RecordedRequest(
            GetQueueAttributes(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", attributeNames: ["All"]),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "AttributeNames": ["All"]}"#),
        RecordedRequest(
            SetQueueAttributes(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", attributes: ["Policy": "{}"]),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "Attributes": {"Policy": "{}""#
                + "}}"),
        RecordedRequest(
            SendMessage(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", messageBody: "é \"q\"\n",
                delaySeconds: 5,
                messageAttributes: [
                    "n": SQSMessageAttribute(stringValue: "v", dataType: "String"),
                    "z": SQSMessageAttribute(binaryValue: [0, 255], dataType: "Binary"),
                ]),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "MessageBody": "\u00e9 \"q\"\"#
                + #"n", "DelaySeconds": 5, "MessageAttributes": {"n": {"DataType": "String", "StringValue": "v"}, "z"#
                + #"": {"DataType": "Binary", "BinaryValue": "AP8="}}}"#),
        RecordedRequest(
            ReceiveMessage(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", messageSystemAttributeNames: ["All"],
                messageAttributeNames: ["a.*"], maxNumberOfMessages: 10, visibilityTimeout: 30, waitTimeSeconds: 20),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "MessageSystemAttributeNames""#
                + #": ["All"], "MessageAttributeNames": ["a.*"], "MaxNumberOfMessages": 10, "VisibilityTimeout": 30,"#
                + #" "WaitTimeSeconds": 20}"#),
        RecordedRequest(
            DeleteMessage(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", receiptHandle: "r+/="),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "ReceiptHandle": "r+/="}"#),
        RecordedRequest(
            DeleteMessageBatch(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q",
                entries: [
                    DeleteMessageBatch.Entry(id: "0", receiptHandle: "r"),
                    DeleteMessageBatch.Entry(id: "1", receiptHandle: "s"),
                ]),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "Entries": [{"Id": "0", "Rece"#
                + #"iptHandle": "r"}, {"Id": "1", "ReceiptHandle": "s"}]}"#),
        RecordedRequest(
            ChangeMessageVisibility(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", receiptHandle: "r", visibilityTimeout: 0
            ),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "ReceiptHandle": "r", "Visibi"#
                + #"lityTimeout": 0}"#),
        RecordedRequest(
            DeleteQueue(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q"),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q"}"#),
        RecordedRequest(
            TagQueue(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q", tags: ["k": "v"]),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q", "Tags": {"k": "v"}}"#),
        RecordedRequest(
            ListQueueTags(
                queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/q"),
            "/", ["x-amzn-query-mode": "true"],
            #"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q"}"#),
    ]
}
