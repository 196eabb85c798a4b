/// Values that the flow log operations of EC2 know.
enum EC2FlowLogs {
    static let destinationTypes = ["cloud-watch-logs", "s3", "kinesis-data-firehose"]
    static let trafficTypes = ["ACCEPT", "REJECT", "ALL"]
    static let fileFormats = ["plain-text", "parquet"]
    /// The kinds of resources, and what their ids begin with.
    static let resourceTypes = [
        "VPC": "vpc-", "Subnet": "subnet-", "NetworkInterface": "eni-", "TransitGateway": "tgw-",
        "TransitGatewayAttachment": "tgw-attach-", "RegionalNatGateway": "nat-",
    ]
}
