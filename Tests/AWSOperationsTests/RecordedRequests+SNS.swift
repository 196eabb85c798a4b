import AWSOperations
import HTTPMessages

extension RecordedRequest {
    static let sns = [
        RecordedRequest(
            CreateTopic(
                name: "t", attributes: ["DisplayName": "a b"], tags: [SNSTag(key: "k", value: "v")]),
            "/", [:],
            "Action=CreateTopic&Version=2010-03-31&Name=t&Attributes.entry.1.key=DisplayName&Attributes.entry"
                + ".1.value=a+b&Tags.member.1.Key=k&Tags.member.1.Value=v"),
        RecordedRequest(
            GetTopicAttributes(
                topicARN: "arn:aws:sns:us-east-1:111122223333:t"),
            "/", [:],
            "Action=GetTopicAttributes&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333"
                + "%3At"),
        RecordedRequest(
            GetSubscriptionAttributes(
                subscriptionARN: "arn:aws:sns:us-east-1:111122223333:t:1"),
            "/", [:],
            "Action=GetSubscriptionAttributes&Version=2010-03-31&SubscriptionArn=arn%3Aaws%3Asns%3Aus-east-1"
                + "%3A111122223333%3At%3A1"),
        RecordedRequest(
            SetTopicAttributes(
                topicARN: "arn:aws:sns:us-east-1:111122223333:t", attributeName: "Policy",
                attributeValue: #"{"Version":"2012-10-17"}"#),
            "/", [:],
            "Action=SetTopicAttributes&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333"
                + "%3At&AttributeName=Policy&AttributeValue=%7B%22Version%22%3A%222012-10-17%22%7D"),
        RecordedRequest(
            Subscribe(
                topicARN: "arn:aws:sns:us-east-1:111122223333:t", protocol: "sqs",
                endpoint: "arn:aws:sqs:us-east-1:111122223333:q", attributes: ["RawMessageDelivery": "true"],
                returnSubscriptionARN: true),
            "/", [:],
            "Action=Subscribe&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333%3At&Prot"
                + "ocol=sqs&Endpoint=arn%3Aaws%3Asqs%3Aus-east-1%3A111122223333%3Aq&Attributes.entry.1.key=RawMessa"
                + "geDelivery&Attributes.entry.1.value=true&ReturnSubscriptionArn=true"),
        RecordedRequest(
            Unsubscribe(
                subscriptionARN: "arn:aws:sns:us-east-1:111122223333:t:1"),
            "/", [:],
            "Action=Unsubscribe&Version=2010-03-31&SubscriptionArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333"
                + "%3At%3A1"),
        RecordedRequest(
            Publish(
                topicARN: "arn:aws:sns:us-east-1:111122223333:t", message: "é \"q\"\n", subject: "s",
                messageAttributes: [
                    "n": SNSMessageAttribute(dataType: "String", stringValue: "v"),
                    "z": SNSMessageAttribute(dataType: "Binary", binaryValue: [0, 255]),
                ]),
            "/", [:],
            "Action=Publish&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333%3At&Messag"
                + "e=%C3%A9+%22q%22%0A&Subject=s&MessageAttributes.entry.1.Name=n&MessageAttributes.entry.1.Value.D"
                + "ataType=String&MessageAttributes.entry.1.Value.StringValue=v&MessageAttributes.entry.2.Name=z&Me"
                + "ssageAttributes.entry.2.Value.DataType=Binary&MessageAttributes.entry.2.Value.BinaryValue=AP8%3D"),
        RecordedRequest(
            DeleteTopic(
                topicARN: "arn:aws:sns:us-east-1:111122223333:t"),
            "/", [:],
            "Action=DeleteTopic&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333%3At"),
        RecordedRequest(
            ListSubscriptionsByTopic(
                topicARN: "arn:aws:sns:us-east-1:111122223333:t", nextToken: "n+/="),
            "/", [:],
            "Action=ListSubscriptionsByTopic&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122"
                + "223333%3At&NextToken=n%2B%2F%3D"),
        RecordedRequest(
            TagResource(
                resourceARN: "arn:aws:sns:us-east-1:111122223333:t", tags: [SNSTag(key: "k", value: "v")]),
            "/", [:],
            "Action=TagResource&Version=2010-03-31&ResourceArn=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333%3At"
                + "&Tags.member.1.Key=k&Tags.member.1.Value=v"),
        RecordedRequest(
            ListTagsForResource(
                resourceARN: "arn:aws:sns:us-east-1:111122223333:t"),
            "/", [:],
            "Action=ListTagsForResource&Version=2010-03-31&ResourceArn=arn%3Aaws%3Asns%3Aus-east-1%3A11112222"
                + "3333%3At"),
    ]
}
