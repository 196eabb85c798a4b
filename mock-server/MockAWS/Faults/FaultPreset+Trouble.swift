extension FaultPreset {
    static let flaky = FaultPreset(
        name: "flaky", summary: "now and then a reset, a cut body, an error, a throttle or a slow answer",
        document: """
            {
              "rules": [
                {"name": "slow", "effect": {"latency": {"ms": 0, "jitterMs": 100}}, "schedule": {"probability": 0.2}},
                {"name": "throttled", "effect": "throttle", "schedule": {"probability": 0.03}},
                {
                  "name": "failing S3", "match": {"service": "s3"},
                  "effect": {"error": {"code": "InternalError"}}, "schedule": {"probability": 0.03}
                },
                {
                  "name": "failing logs", "match": {"service": "logs"},
                  "effect": {"error": {"code": "ServiceUnavailableException"}}, "schedule": {"probability": 0.03}
                },
                {"name": "no answer", "effect": "reset", "schedule": {"probability": 0.02}},
                {
                  "name": "reset", "effect": {"reset": {"fraction": "any"}}, "schedule": {"probability": 0.03}
                },
                {"name": "cut off", "effect": "truncate", "schedule": {"probability": 0.03}}
              ]
            }
            """)

    static let brownout = FaultPreset(
        name: "brownout", summary: "everything is slow, and every fifth answer is an error, some from a proxy",
        document: """
            {
              "rules": [
                {"name": "slow", "effect": {"latency": {"ms": 200, "jitterMs": 800}}},
                {"name": "narrow", "effect": {"bandwidth": {"bytesPerSecond": 262144}}},
                {
                  "name": "bad gateway",
                  "effect": {
                    "http": {
                      "status": 502, "contentType": "text/html",
                      "body": "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"
                    }
                  },
                  "schedule": {"probability": 0.05}
                },
                {
                  "name": "unavailable",
                  "effect": {"error": {"code": "ServiceUnavailable", "retryAfterSeconds": 1}},
                  "schedule": {"probability": 0.1}
                },
                {"name": "throttled", "effect": "throttle", "schedule": {"probability": 0.05}}
              ]
            }
            """)

    static let badGzipDay = FaultPreset(
        name: "bad-gzip-day", summary: "objects arrive with flipped bits, cut, as noise, or with a wrong length",
        document: """
            {
              "rules": [
                {
                  "name": "flipped bit", "match": {"service": "s3", "operation": "GetObject"},
                  "effect": {"badGzip": {"mode": "flip"}}, "schedule": {"probability": 0.1}
                },
                {
                  "name": "half stored", "match": {"service": "s3", "operation": "GetObject"},
                  "effect": {"badGzip": {"mode": "cut"}}, "schedule": {"probability": 0.1}
                },
                {
                  "name": "noise", "match": {"service": "s3", "operation": "GetObject"},
                  "effect": {"badGzip": {"mode": "garbage"}}, "schedule": {"probability": 0.05}
                },
                {
                  "name": "cut off", "match": {"service": "s3", "operation": "GetObject"},
                  "effect": "truncate", "schedule": {"probability": 0.05}
                },
                {
                  "name": "announced too long", "match": {"service": "s3", "operation": "GetObject"},
                  "effect": {"wrongLength": {"delta": 100}}, "schedule": {"probability": 0.05}
                }
              ]
            }
            """)

    static let paginationTorture = FaultPreset(
        name: "pagination-torture",
        summary: "empty pages before every page, items twice, and tokens that expire or come back",
        document: """
            {
              "rules": [
                {"name": "empty pages", "effect": {"emptyPage": {"pages": 2}}},
                {"name": "items twice", "effect": "duplicate", "schedule": {"every": 2}},
                {"name": "expired token", "effect": "expiredToken", "schedule": {"probability": 0.03}},
                {"name": "repeated token", "effect": "repeatedToken", "schedule": {"probability": 0.03}}
              ]
            }
            """)
}
