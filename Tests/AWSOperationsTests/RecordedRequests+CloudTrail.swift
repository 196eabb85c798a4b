import AWSOperations
import HTTPMessages
import Timestamps

extension RecordedRequest {
    static let cloudtrail = [
        RecordedRequest(
            CreateTrail(
                name: "tr", s3BucketName: "bkt", s3KeyPrefix: "p", snsTopicName: "t", includeGlobalServiceEvents: true,
                isMultiRegionTrail: true, enableLogFileValidation: true, isOrganizationTrail: false,
                tagsList: [CloudTrailTag(key: "k", value: "v")]),
            "/", [:],
            #"{"Name": "tr", "S3BucketName": "bkt", "S3KeyPrefix": "p", "SnsTopicName": "t", "IncludeGlobalSer"#
                + #"viceEvents": true, "IsMultiRegionTrail": true, "EnableLogFileValidation": true, "IsOrganizationT"#
                + #"rail": false, "TagsList": [{"Key": "k", "Value": "v"}]}"#),
        RecordedRequest(
            UpdateTrail(
                name: "tr", s3BucketName: "bkt", snsTopicName: ""),
            "/", [:],
            #"{"Name": "tr", "S3BucketName": "bkt", "SnsTopicName": ""}"#),
        RecordedRequest(
            DescribeTrails(
                trailNameList: ["tr"], includeShadowTrails: false),
            "/", [:],
            #"{"trailNameList": ["tr"], "includeShadowTrails": false}"#),
        RecordedRequest(
            GetTrail(
                name: "tr"),
            "/", [:],
            #"{"Name": "tr"}"#),
        RecordedRequest(
            GetTrailStatus(
                name: "arn:aws:cloudtrail:us-east-1:111122223333:trail/tr"),
            "/", [:],
            #"{"Name": "arn:aws:cloudtrail:us-east-1:111122223333:trail/tr"}"#),
        RecordedRequest(
            StartLogging(
                name: "tr"),
            "/", [:],
            #"{"Name": "tr"}"#),
        RecordedRequest(
            StopLogging(
                name: "tr"),
            "/", [:],
            #"{"Name": "tr"}"#),
        RecordedRequest(
            DeleteTrail(
                name: "tr"),
            "/", [:],
            #"{"Name": "tr"}"#),
        RecordedRequest(
            LookupEvents(
                lookupAttributes: [LookupEvents.Attribute(attributeKey: "EventName", attributeValue: "RunInstances")],
                startTime: Timestamp(seconds: 1_772_600_767), endTime: Timestamp(seconds: 1_772_600_767),
                maxResults: 50, nextToken: "n"),
            "/", [:],
            #"{"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "RunInstances"}], "StartTi"#
                + #"me": 1772600767, "EndTime": 1772600767, "MaxResults": 50, "NextToken": "n"}"#),
        RecordedRequest(
            ListPublicKeys(
                startTime: Timestamp(seconds: 1_772_600_767), endTime: Timestamp(seconds: 1_772_600_767)),
            "/", [:],
            #"{"StartTime": 1772600767, "EndTime": 1772600767}"#),
        RecordedRequest(
            AddTags(
                resourceID: "arn:aws:cloudtrail:us-east-1:111122223333:trail/tr",
                tagsList: [CloudTrailTag(key: "k", value: "v")]),
            "/", [:],
            #"{"ResourceId": "arn:aws:cloudtrail:us-east-1:111122223333:trail/tr", "TagsList": [{"Key": "k", ""#
                + #"Value": "v"}]}"#),
        RecordedRequest(
            ListTags(
                resourceIDList: ["arn:aws:cloudtrail:us-east-1:111122223333:trail/tr"]),
            "/", [:],
            #"{"ResourceIdList": ["arn:aws:cloudtrail:us-east-1:111122223333:trail/tr"]}"#),
    ]
}
