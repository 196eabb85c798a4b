import AWSOperations
import HTTPMessages

extension RecordedRequest {
    static let s3Settings = [
        RecordedRequest(
            PutBucketPolicy(
                bucket: "bkt", checksumAlgorithm: "CRC32", policy: #"{"Version":"2012-10-17"}"#),
            "/bkt?policy", ["x-amz-checksum-crc32": "n439HA==", "x-amz-sdk-checksum-algorithm": "CRC32"],
            #"{"Version":"2012-10-17"}"#),
        RecordedRequest(
            GetBucketPolicy(
                bucket: "bkt"),
            "/bkt?policy", [:]),
        RecordedRequest(
            DeleteBucketPolicy(
                bucket: "bkt"),
            "/bkt?policy", [:]),
        RecordedRequest(
            PutBucketTagging(
                bucket: "bkt", checksumAlgorithm: "CRC32",
                tagging: PutBucketTagging.Tagging(tagSet: [S3Tag(key: "k", value: "v")])),
            "/bkt?tagging", ["x-amz-checksum-crc32": "yJyWwg==", "x-amz-sdk-checksum-algorithm": "CRC32"],
            #"<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet><Tag><Key>k</Key><Value>v</Valu"#
                + "e></Tag></TagSet></Tagging>"),
        RecordedRequest(
            GetBucketTagging(
                bucket: "bkt"),
            "/bkt?tagging", [:]),
        RecordedRequest(
            PutBucketNotificationConfiguration(
                bucket: "bkt",
                notificationConfiguration: S3NotificationConfiguration(
                    topicConfigurations: [
                        S3NotificationConfiguration.TopicTarget(
                            topicARN: "arn:aws:sns:us-east-1:111122223333:t", events: ["s3:ObjectRemoved:*"])
                    ],
                    queueConfigurations: [
                        S3NotificationConfiguration.QueueTarget(
                            id: "i", queueARN: "arn:aws:sqs:us-east-1:111122223333:q", events: ["s3:ObjectCreated:*"],
                            filter: S3NotificationConfiguration.Filter(
                                key: S3NotificationConfiguration.KeyFilter(filterRules: [
                                    S3NotificationConfiguration.FilterRule(name: "prefix", value: "AWSLogs/")
                                ])))
                    ])),
            "/bkt?notification", [:],
            #"<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TopicConfiguration><"#
                + "Topic>arn:aws:sns:us-east-1:111122223333:t</Topic><Event>s3:ObjectRemoved:*</Event></TopicConfig"
                + "uration><QueueConfiguration><Id>i</Id><Queue>arn:aws:sqs:us-east-1:111122223333:q</Queue><Event>"
                + "s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>AWSLogs/</Value><"
                + "/FilterRule></S3Key></Filter></QueueConfiguration></NotificationConfiguration>"),
    ]
}
