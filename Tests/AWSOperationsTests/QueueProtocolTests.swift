import AWSOperations
import HTTPMessages
import Testing
import Timestamps

/// SQS in JSON and in the query protocol it spoke before.
@Suite struct QueueProtocolTests {
    private let url = "https://sqs.us-east-1.amazonaws.com/111122223333/q"

    private func form(_ text: String, path: String = "/") -> HTTPRequest {
        HTTPRequest(
            method: "POST", path: path,
            headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
            body: Array((text + "&Version=2012-11-05").utf8))
    }

    @Test func formsAreReadUnderTheirOldNames() throws {
        let create = form(
            "Action=CreateQueue&QueueName=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=60&Tag.1.Key=k"
                + "&Tag.1.Value=v")
        #expect(
            try CreateQueue.input(from: create)
                == CreateQueue(queueName: "q", attributes: ["VisibilityTimeout": "60"], tags: ["k": "v"]))
        let receive = form(
            "Action=ReceiveMessage&MaxNumberOfMessages=10&AttributeName.1=All&MessageAttributeName.1=a.*",
            path: "/111122223333/q")
        #expect(OperationCatalog.identify(receive) == .operation(ReceiveMessage.operation))
        #expect(
            try ReceiveMessage.input(from: receive)
                == ReceiveMessage(attributeNames: ["All"], messageAttributeNames: ["a.*"], maxNumberOfMessages: 10))
        let delete = form(
            "Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=0"
                + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle=r")
        #expect(
            try DeleteMessageBatch.input(from: delete).entries
                == [DeleteMessageBatch.Entry(id: "0", receiptHandle: "r")])
        let send = form(
            "Action=SendMessage&MessageBody=b&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=Binary"
                + "&MessageAttribute.1.Value.BinaryValue=AP8%3D")
        #expect(
            try SendMessage.input(from: send).messageAttributes
                == ["n": SQSMessageAttribute(binaryValue: [0, 255], dataType: "Binary")])
    }

    @Test func answersToFormsAreXML() throws {
        let message = SQSMessage(messageID: "m", receiptHandle: "r", body: "a\"b", attributes: ["SenderId": "AIDA"])
        let response = try ReceiveMessage.httpResponse(
            ReceiveMessage.Output(messages: [message]), requestID: "id", wireProtocol: .query)
        #expect(
            String(decoding: response.body, as: UTF8.self).contains(
                "<ReceiveMessageResult><Message><MessageId>m</MessageId><ReceiptHandle>r</ReceiptHandle>"
                    + "<Body>a&quot;b</Body><Attribute><Name>SenderId</Name><Value>AIDA</Value></Attribute></Message>"
                    + "</ReceiveMessageResult>"))
        let error = AWSError(
            code: "QueueDoesNotExist", message: "gone", service: .sqs,
            details: [AWSError.queryErrorKey: "AWS.SimpleQueueService.NonExistentQueue;Sender"])
        let answer = error.httpResponse(for: .sqs, requestID: "id", wireProtocol: .query)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"))
        #expect(text.contains("http://queue.amazonaws.com/doc/2012-11-05/"))
    }

    @Test func protocolIsThatOfTheRequest() throws {
        let json = try ListQueueTags(queueURL: url).httpRequest()
        #expect(AWSService.sqs.wireProtocol(of: json) == .awsJSON10)
        #expect(AWSService.sqs.wireProtocol(of: form("Action=ListQueueTags")) == .query)
        #expect(AWSService.sns.wireProtocol(of: form("Action=Publish")) == .query)
    }

    @Test func clientAsksForOldErrorCodes() throws {
        let request = try DeleteQueue(queueURL: url).httpRequest()
        #expect(request.headers["x-amzn-query-mode"] == "true")
        #expect(request.headers["Content-Type"] == "application/x-amz-json-1.0")
        let body = #"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}"#
        let response = HTTPResponse(
            status: 400, headers: ["x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender"],
            body: Array(body.utf8))
        let error = DeleteQueue.error(from: response)
        #expect(error.code == "QueueDoesNotExist")
        #expect(error.details[AWSError.queryErrorKey] == "AWS.SimpleQueueService.NonExistentQueue;Sender")
    }

    @Test func settingsOfBucketsAreReadAsS3WritesThem() throws {
        let policy = Array(#"{"Version":"2012-10-17","Statement":[]}"#.utf8)
        #expect(
            try GetBucketPolicy.output(from: HTTPResponse(status: 200, body: policy)).policy
                == #"{"Version":"2012-10-17","Statement":[]}"#)
        let tags = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet><Tag><Key>k</Key><Value>v</Value></Tag>\
            </TagSet></Tagging>
            """
        let output = try GetBucketTagging.output(from: HTTPResponse(status: 200, body: Array(tags.utf8)))
        #expect(output.tagSet == [S3Tag(key: "k", value: "v")])
        let again = try GetBucketTagging.httpResponse(output, requestID: "r")
        #expect(String(decoding: again.body, as: UTF8.self).contains("<Tagging xmlns="))
    }

    @Test func keysOfDigestsAreBytes() throws {
        let body = #"{"PublicKeyList":[{"Value":"MAA=","ValidityStartTime":1772600767.5,"Fingerprint":"f"}]}"#
        let output = try ListPublicKeys.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        #expect(output.publicKeyList?.first?.value == [0x30, 0])
        #expect(output.publicKeyList?.first?.validityStartTime?.milliseconds == 1_772_600_767_500)
    }
}
