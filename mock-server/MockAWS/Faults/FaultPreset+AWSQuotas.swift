extension FaultPreset {
    /// Sources: "CloudWatch Logs quotas" (2026-04); EC2 Developer Guide "Request throttling for the Amazon EC2 API";
    /// S3 User Guide "Optimizing Amazon S3 performance", of whose limits for each prefix one is taken for all;
    /// IAM User Guide "IAM and AWS STS quotas".
    static let awsQuotas = FaultPreset(
        name: "aws-quotas", summary: "the request rates that AWS allows an account and region; above them it throttles",
        document: """
            {
              "rules": [
                {
                  "name": "FilterLogEvents in us-east-1",
                  "match": {"service": "logs", "operation": "FilterLogEvents", "region": "us-east-1"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 25, "perSeconds": 1}}
                },
                {
                  "name": "FilterLogEvents in small regions",
                  "match": {
                    "service": "logs", "operation": "FilterLogEvents",
                    "region": ["ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "il-central-1"]
                  },
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 5, "perSeconds": 1}}
                },
                {
                  "name": "FilterLogEvents in other regions",
                  "match": {
                    "service": "logs", "operation": "FilterLogEvents",
                    "region": [
                      "us-east-2", "us-west-*", "us-gov-*", "ca-central-*", "mx-*", "sa-*", "eu-west-*", "eu-north-*",
                      "eu-south-*", "eu-central-2", "me-*", "af-*", "ap-east-*", "ap-south-*", "ap-northeast-1",
                      "ap-northeast-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-4", "ap-southeast-5",
                      "ap-southeast-6", "ap-southeast-7", "cn-*"
                    ]
                  },
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 10, "perSeconds": 1}}
                },
                {
                  "name": "GetLogEvents in slower regions",
                  "match": {
                    "service": "logs", "operation": "GetLogEvents",
                    "region": [
                      "us-west-2", "ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "eu-west-1",
                      "il-central-1"
                    ]
                  },
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 10, "perSeconds": 1}}
                },
                {
                  "name": "GetLogEvents in eu-west-3",
                  "match": {"service": "logs", "operation": "GetLogEvents", "region": "eu-west-3"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 30, "perSeconds": 1}}
                },
                {
                  "name": "GetLogEvents in other regions",
                  "match": {
                    "service": "logs", "operation": "GetLogEvents",
                    "region": [
                      "us-east-*", "us-west-1", "us-gov-*", "ca-central-*", "mx-*", "sa-*", "eu-west-2", "eu-north-*",
                      "eu-south-*", "eu-central-2", "me-*", "af-*", "ap-east-*", "ap-south-*", "ap-northeast-1",
                      "ap-northeast-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-4", "ap-southeast-5",
                      "ap-southeast-6", "ap-southeast-7", "cn-*"
                    ]
                  },
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 25, "perSeconds": 1}}
                },
                {
                  "name": "DescribeLogStreams",
                  "match": {"service": "logs", "operation": "DescribeLogStreams"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 25, "perSeconds": 1}}
                },
                {
                  "name": "DescribeLogGroups",
                  "match": {"service": "logs", "operation": "DescribeLogGroups"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 10, "perSeconds": 1}}
                },
                {
                  "name": "CreateLogGroup",
                  "match": {"service": "logs", "operation": "CreateLogGroup"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 10, "perSeconds": 1}}
                },
                {
                  "name": "CreateLogStream",
                  "match": {"service": "logs", "operation": "CreateLogStream"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 50, "perSeconds": 1}}
                },
                {
                  "name": "PutLogEvents",
                  "match": {"service": "logs", "operation": "PutLogEvents"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 5000, "perSeconds": 1}}
                },
                {
                  "name": "DescribeFlowLogs",
                  "match": {"service": "ec2", "operation": "DescribeFlowLogs"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 20, "perSeconds": 1, "burst": 100}}
                },
                {
                  "name": "changes of flow logs",
                  "match": {"service": "ec2", "operation": ["CreateFlowLogs", "DeleteFlowLogs"]},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 5, "perSeconds": 1, "burst": 50}}
                },
                {
                  "name": "S3 reads",
                  "match": {"service": "s3", "operation": ["Get*", "Head*", "List*"]},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 5500, "perSeconds": 1}}
                },
                {
                  "name": "S3 writes",
                  "match": {"service": "s3", "operation": ["Put*", "Delete*", "Create*"]},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 3500, "perSeconds": 1}}
                },
                {
                  "name": "STS",
                  "match": {"service": "sts"},
                  "effect": "throttle",
                  "schedule": {"quota": {"requests": 600, "perSeconds": 1}}
                }
              ]
            }
            """)
}
