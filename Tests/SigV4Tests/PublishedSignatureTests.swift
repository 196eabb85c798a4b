import HTTPMessages
import SigV4
import Testing
import Timestamps

/// Published signatures that need nothing but the clone: the examples of the S3 API Reference ("Signature Calculations
/// for the Authorization Header: Transferring Payload in a Single Chunk", "Authenticating Requests: Using Query
/// Parameters"), some of AWS's own suite, and some made with botocore 1.43.11.
///
/// Long for its table.
@Suite struct PublishedSignatureTests {
    @Test(arguments: vectors) func stagesAndVerdictsAreThose(_ vector: SigningVector) {
        vector.check()
    }

    private static let documentation = SigningCredentials(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    private static let example = SigningCredentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    private static let temporary = SigningCredentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: "FwoGZXIvYXdzEXAMPLE//TOKEN+with/special==")

    static let vectors = [
        SigningVector(
            name: "S3 documentation: get-object-range",
            request: HTTPRequest(
                method: "GET", path: "/test.txt",
                headers: ["Host": "examplebucket.s3.amazonaws.com", "Range": "bytes=0-9"]),
            credentials: documentation, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1369353600), options: .s3,
            canonicalRequest: """
                GET
                /test.txt

                host:examplebucket.s3.amazonaws.com
                range:bytes=0-9
                x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date:20130524T000000Z

                host;range;x-amz-content-sha256;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20130524T000000Z
                20130524/us-east-1/s3/aws4_request
                7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972
                """,
            signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        SigningVector(
            name: "S3 documentation: put-object",
            request: HTTPRequest(
                method: "PUT", path: "/test$file.text",
                headers: [
                    "Host": "examplebucket.s3.amazonaws.com", "Date": "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class": "REDUCED_REDUNDANCY",
                ],
                body: Array("Welcome to Amazon S3.".utf8)),
            credentials: documentation, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1369353600), options: .s3,
            canonicalRequest: """
                PUT
                /test%24file.text

                date:Fri, 24 May 2013 00:00:00 GMT
                host:examplebucket.s3.amazonaws.com
                x-amz-content-sha256:44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072
                x-amz-date:20130524T000000Z
                x-amz-storage-class:REDUCED_REDUNDANCY

                date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class
                44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20130524T000000Z
                20130524/us-east-1/s3/aws4_request
                9e0e90d9c76de8fa5b200d8c849cd5b8dc7a3be3951ddb7f6a76b4158342019d
                """,
            signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
        SigningVector(
            name: "S3 documentation: get-bucket-lifecycle",
            request: HTTPRequest(
                method: "GET", path: "/", query: "lifecycle",
                headers: ["Host": "examplebucket.s3.amazonaws.com"]),
            credentials: documentation, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1369353600), options: .s3,
            canonicalRequest: """
                GET
                /
                lifecycle=
                host:examplebucket.s3.amazonaws.com
                x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date:20130524T000000Z

                host;x-amz-content-sha256;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20130524T000000Z
                20130524/us-east-1/s3/aws4_request
                9766c798316ff2757b517bc739a67f6213b4ab36dd5da2f94eaebf79c77395ca
                """,
            signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        SigningVector(
            name: "S3 documentation: list-objects",
            request: HTTPRequest(
                method: "GET", path: "/", query: "max-keys=2&prefix=J",
                headers: ["Host": "examplebucket.s3.amazonaws.com"]),
            credentials: documentation, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1369353600), options: .s3,
            canonicalRequest: """
                GET
                /
                max-keys=2&prefix=J
                host:examplebucket.s3.amazonaws.com
                x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date:20130524T000000Z

                host;x-amz-content-sha256;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20130524T000000Z
                20130524/us-east-1/s3/aws4_request
                df57d21db20da04d7fa30298dd4488ba3a2b47ca3a489c74750e0f1e7df1b9b7
                """,
            signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
        SigningVector(
            name: "S3 documentation: presigned-get",
            request: HTTPRequest(
                method: "GET", path: "/test.txt",
                headers: ["Host": "examplebucket.s3.amazonaws.com"]),
            credentials: documentation, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1369353600), options: .s3, expires: 86400,
            canonicalRequest: """
                GET
                /test.txt
                X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host
                host:examplebucket.s3.amazonaws.com

                host
                UNSIGNED-PAYLOAD
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20130524T000000Z
                20130524/us-east-1/s3/aws4_request
                3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04
                """,
            signature: "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"),
        SigningVector(
            name: "botocore: logs-session-token",
            request: HTTPRequest(
                method: "POST", path: "/",
                headers: [
                    "Host": "logs.us-west-2.amazonaws.com", "Content-Type": "application/x-amz-json-1.1",
                    "X-Amz-Target": "Logs_20140328.DescribeLogGroups",
                ],
                body: Array("{}".utf8)),
            credentials: temporary, region: "us-west-2", service: "logs",
            date: Timestamp(seconds: 1772600767), options: .standard,
            canonicalRequest: """
                POST
                /

                content-type:application/x-amz-json-1.1
                host:logs.us-west-2.amazonaws.com
                x-amz-date:20260304T050607Z
                x-amz-security-token:FwoGZXIvYXdzEXAMPLE//TOKEN+with/special==
                x-amz-target:Logs_20140328.DescribeLogGroups

                content-type;host;x-amz-date;x-amz-security-token;x-amz-target
                44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-west-2/logs/aws4_request
                67fa001b4da2d7d52dac98109123449b6e1c6e8d2043bfabb86057f60fdac75c
                """,
            signature: "5adb71de3f6068f0ffbb44c05d13587a0458f423f0d17310291c3f12e21d99c0"),
        SigningVector(
            name: "botocore: ec2-query-post",
            request: HTTPRequest(
                method: "POST", path: "/",
                headers: [
                    "Host": "ec2.eu-central-1.amazonaws.com",
                    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
                ],
                body: Array("Action=DescribeFlowLogs&Version=2016-11-15".utf8)),
            credentials: example, region: "eu-central-1", service: "ec2",
            date: Timestamp(seconds: 1772600767), options: .standard,
            canonicalRequest: """
                POST
                /

                content-type:application/x-www-form-urlencoded; charset=utf-8
                host:ec2.eu-central-1.amazonaws.com
                x-amz-date:20260304T050607Z

                content-type;host;x-amz-date
                0cc84591551f15cc76353126d908c44eeb7a1edcb99630ce79ca3c4d7bfda971
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/eu-central-1/ec2/aws4_request
                95256f107fd9e4b558d28cc2329a67baca23b419d7c680583c0a3966295a1c8d
                """,
            signature: "892a56ae91696a3a730bf5f6225e1c2ed9cde5c07bc6aad03d41200625d593ab"),
        SigningVector(
            name: "botocore: ignored-headers-not-signed",
            request: HTTPRequest(
                method: "POST", path: "/",
                headers: [
                    "Host": "logs.us-east-1.amazonaws.com", "Content-Type": "application/x-amz-json-1.1",
                    "User-Agent": "x/1", "Expect": "100-continue", "X-Amzn-Trace-Id": "Root=1",
                    "Connection": "keep-alive", "Transfer-Encoding": "chunked", "X-Custom": "  a   b  ",
                ],
                body: Array("{}".utf8)),
            credentials: example, region: "us-east-1", service: "logs",
            date: Timestamp(seconds: 1772600767), options: .standard,
            canonicalRequest: """
                POST
                /

                content-type:application/x-amz-json-1.1
                host:logs.us-east-1.amazonaws.com
                x-amz-date:20260304T050607Z
                x-custom:a b

                content-type;host;x-amz-date;x-custom
                44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/logs/aws4_request
                4c0fb80c2ac49c3530004eb47531720ece0b434ef67cc8dc2e3be91fab95170e
                """,
            signature: "a1cf0232b8d1e526cbfcebfb28f03d599594d0296ede05a497cda54ff83a8ce5"),
        SigningVector(
            name: "botocore: generic-double-encoded-path",
            request: HTTPRequest(
                method: "GET", path: "/a%20b/%E1%88%B4/./c/../d//e", query: "z=1&a=2&a=1&B=%20",
                headers: ["Host": "api.example.com"]),
            credentials: example, region: "us-east-1", service: "execute-api",
            date: Timestamp(seconds: 1772600767), options: .standard,
            canonicalRequest: """
                GET
                /a%2520b/%25E1%2588%25B4/d/e
                B=%20&a=1&a=2&z=1
                host:api.example.com
                x-amz-date:20260304T050607Z

                host;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/execute-api/aws4_request
                bfa623be48a9af233a176f5427a1f677f349a43928b4d4ed661e193953152c56
                """,
            signature: "d86efbd64e22b6916b431a285fbd7434790b5f4480313f665184898bdb54d5e7"),
        SigningVector(
            name: "botocore: s3-get-special-key-single-encoded",
            request: HTTPRequest(
                method: "GET", path: "/a/b%20c%2Bd%3D%C3%A9~%2A//x/../y.gz",
                headers: ["Host": "my-bucket.s3.us-east-1.amazonaws.com", "Range": "bytes=0-9", "If-Match": "\"abc\""]),
            credentials: example, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1772600767), options: .s3,
            canonicalRequest: """
                GET
                /a/b%20c%2Bd%3D%C3%A9~%2A//x/../y.gz

                host:my-bucket.s3.us-east-1.amazonaws.com
                if-match:"abc"
                range:bytes=0-9
                x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date:20260304T050607Z

                host;if-match;range;x-amz-content-sha256;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/s3/aws4_request
                17671abe86b129d520b24d7394e6dbe684c2170de608d1767f43e03df34655a8
                """,
            signature: "d30121a1e011381343be5826e92f8b93422e8a463276a9f58c995d941dd51ff9"),
        SigningVector(
            name: "botocore: s3-list-v2",
            request: HTTPRequest(
                method: "GET", path: "/",
                query:
                    "list-type=2&prefix=AWSLogs%2F1%2Fa%20b%2Bc&max-keys=10&delimiter=%2F&encoding-type=url&continuation-token=1%2B%2F%3D",
                headers: ["Host": "my-bucket.s3.us-east-1.amazonaws.com"]),
            credentials: example, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1772600767), options: .s3,
            canonicalRequest: """
                GET
                /
                continuation-token=1%2B%2F%3D&delimiter=%2F&encoding-type=url&list-type=2&max-keys=10&prefix=AWSLogs%2F1%2Fa%20b%2Bc
                host:my-bucket.s3.us-east-1.amazonaws.com
                x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date:20260304T050607Z

                host;x-amz-content-sha256;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/s3/aws4_request
                e25a44645c2ef84fa96300eb977d09e3c066a90818e0a77413e2f94b66398b93
                """,
            signature: "7e83c84f4320043c198cc415d710067da2e1a03ae6f2a3c3f6c38d24f7ca9545"),
        SigningVector(
            name: "botocore: s3-subresource-no-value",
            request: HTTPRequest(
                method: "GET", path: "/my-bucket", query: "location",
                headers: ["Host": "s3.us-east-1.amazonaws.com"]),
            credentials: temporary, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1772600767), options: .s3,
            canonicalRequest: """
                GET
                /my-bucket
                location=
                host:s3.us-east-1.amazonaws.com
                x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date:20260304T050607Z
                x-amz-security-token:FwoGZXIvYXdzEXAMPLE//TOKEN+with/special==

                host;x-amz-content-sha256;x-amz-date;x-amz-security-token
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/s3/aws4_request
                ae2eb07a892f3f16f082d32a9d8bbb75d30d3990516db2dd2183fd65f73c9397
                """,
            signature: "f684868c02cde7f93d014505329b1051fb740840b89c3d6a17dc6b8a25e9a303"),
        SigningVector(
            name: "botocore: s3-put-unsigned-payload-https-streaming",
            request: HTTPRequest(
                method: "PUT", path: "/k",
                headers: ["Host": "my-bucket.s3.us-east-1.amazonaws.com", "Content-MD5": "XUFAKrxLKna5cZ2REBfFkg=="],
                body: Array("hello".utf8)),
            credentials: example, region: "us-east-1", service: "s3",
            date: Timestamp(seconds: 1772600767), options: .s3, payload: .unsigned,
            canonicalRequest: """
                PUT
                /k

                content-md5:XUFAKrxLKna5cZ2REBfFkg==
                host:my-bucket.s3.us-east-1.amazonaws.com
                x-amz-content-sha256:UNSIGNED-PAYLOAD
                x-amz-date:20260304T050607Z

                content-md5;host;x-amz-content-sha256;x-amz-date
                UNSIGNED-PAYLOAD
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/s3/aws4_request
                c045dbd19dd0b772845d5b691996cae7556c718719168eadf30b405da4e8c4fd
                """,
            signature: "1cce18c2a33ae1eae8e5ce3a8f5966fcf3c4ea0cad4208b4396d464852e42f2a"),
        SigningVector(
            name: "botocore: generic-presigned-sts-get",
            request: HTTPRequest(
                method: "GET", path: "/", query: "Action=GetCallerIdentity&Version=2011-06-15",
                headers: ["Host": "sts.us-east-1.amazonaws.com"]),
            credentials: example, region: "us-east-1", service: "sts",
            date: Timestamp(seconds: 1772600767), options: .standard, expires: 60,
            canonicalRequest: """
                GET
                /
                Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260304%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20260304T050607Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host
                host:sts.us-east-1.amazonaws.com

                host
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20260304T050607Z
                20260304/us-east-1/sts/aws4_request
                a1a32789ccfb185e9969d40f551d57a56e19d517c2c5833ce4d2e3c6d0814805
                """,
            signature: "535248a0afaf02c5b48f96234ee522c120086d346503533fd4c1e949afd8a072"),
        SigningVector(
            name: "AWS's suite: get-vanilla",
            request: HTTPRequest(
                method: "GET", path: "/",
                headers: ["Host": "example.amazonaws.com"]),
            credentials: example, region: "us-east-1", service: "service",
            date: Timestamp(seconds: 1440938160), options: .standard,
            canonicalRequest: """
                GET
                /

                host:example.amazonaws.com
                x-amz-date:20150830T123600Z

                host;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/service/aws4_request
                bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63
                """,
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        SigningVector(
            name: "AWS's suite: get-header-key-duplicate",
            request: HTTPRequest(
                method: "GET", path: "/",
                headers: [
                    "Host": "example.amazonaws.com", "My-Header1": "value2", "My-Header1": "value2",
                    "My-Header1": "value1",
                ]),
            credentials: example, region: "us-east-1", service: "service",
            date: Timestamp(seconds: 1440938160), options: .standard,
            canonicalRequest: """
                GET
                /

                host:example.amazonaws.com
                my-header1:value2,value2,value1
                x-amz-date:20150830T123600Z

                host;my-header1;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/service/aws4_request
                dc7f04a3abfde8d472b0ab1a418b741b7c67174dad1551b4117b15527fbe966c
                """,
            signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"),
        SigningVector(
            name: "AWS's suite: get-header-value-multiline",
            request: HTTPRequest(
                method: "GET", path: "/",
                headers: ["Host": "example.amazonaws.com", "My-Header1": "value1\n  value2\n     value3"]),
            credentials: example, region: "us-east-1", service: "service",
            date: Timestamp(seconds: 1440938160), options: .standard,
            canonicalRequest: """
                GET
                /

                host:example.amazonaws.com
                my-header1:value1 value2 value3
                x-amz-date:20150830T123600Z

                host;my-header1;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/service/aws4_request
                e99419459a677bc11de234014be3c4e72c1ea5b454ceb58b613061f5d7a162e8
                """,
            signature: "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd"),
        SigningVector(
            name: "AWS's suite: get-space-normalized",
            request: HTTPRequest(
                method: "GET", path: "/example space/",
                headers: ["Host": "example.amazonaws.com"]),
            credentials: example, region: "us-east-1", service: "service",
            date: Timestamp(seconds: 1440938160), options: .standard,
            canonicalRequest: """
                GET
                /example%20space/

                host:example.amazonaws.com
                x-amz-date:20150830T123600Z

                host;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/service/aws4_request
                63ee75631ed7234ae61b5f736dfc7754cdccfedbff4b5128a915706ee9390d86
                """,
            signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"),
        SigningVector(
            name: "AWS's suite: get-utf8, presigned",
            request: HTTPRequest(
                method: "GET", path: "/ሴ",
                headers: ["Host": "example.amazonaws.com"]),
            credentials: example, region: "us-east-1", service: "service",
            date: Timestamp(seconds: 1440938160), options: .standard, expires: 3600,
            canonicalRequest: """
                GET
                /%E1%88%B4
                X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host
                host:example.amazonaws.com

                host
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/service/aws4_request
                d8f78e05d0d9bb1c16ae1e60ed405de76cfb8fdcd3e414ffe65fad563b996d66
                """,
            signature: "10eae3f14a260bd3911cc6d008d3c576d143b05b62f09782a7a4b37f52178e44"),
        SigningVector(
            name: "AWS's suite: get-vanilla-utf8-query, presigned",
            request: HTTPRequest(
                method: "GET", path: "/", query: "ሴ=bar",
                headers: ["Host": "example.amazonaws.com"]),
            credentials: example, region: "us-east-1", service: "service",
            date: Timestamp(seconds: 1440938160), options: .standard, expires: 3600,
            canonicalRequest: """
                GET
                /
                %E1%88%B4=bar&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host
                host:example.amazonaws.com

                host
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                """,
            stringToSign: """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/service/aws4_request
                b2e8ae8e48ec880defebc6f6dc1d9fbc9f1856b33146f2943060ca71a50a7a77
                """,
            signature: "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600"),
    ]
}
