"""boto3 as a client: objects, ranges, conditions, checksums, keys of every kind."""

import hashlib
import http.client
import urllib.error
import urllib.parse
import urllib.request
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from clients import make_client

BODY = bytes(range(256)) * 40
ODD_KEYS = [
    'plain.txt', 'with space.txt', 'plus+sign.txt', 'percent%20kept.txt', 'ünï/cødé/日本語.txt', 'emoji-🎈',
    'a//double//slash', 'trailing/', "quotes'\"<&>.xml", 'semi;colon=equals?question#hash', 'tilde~star*(paren)',
    './dots/../kept', 'comma,at@colon:dollar$',
]


@pytest.fixture
def bucket(s3):
    s3.create_bucket(Bucket='objects')
    return 'objects'


def code(caught):
    return caught.value.response['Error']['Code']


def status(caught):
    return caught.value.response['ResponseMetadata']['HTTPStatusCode']


def test_what_is_put_comes_back(s3, bucket):
    put = s3.put_object(Bucket=bucket, Key='k', Body=BODY, ContentType='application/x-test',
                        Metadata={'color': 'blue', 'size': '7'}, ContentEncoding='identity')
    assert put['ETag'] == f'"{hashlib.md5(BODY).hexdigest()}"'
    got = s3.get_object(Bucket=bucket, Key='k')
    assert got['Body'].read() == BODY
    assert got['ContentLength'] == len(BODY)
    assert got['ContentType'] == 'application/x-test'
    assert got['Metadata'] == {'color': 'blue', 'size': '7'}
    assert got['ETag'] == put['ETag']
    assert got['AcceptRanges'] == 'bytes'
    head = s3.head_object(Bucket=bucket, Key='k')
    assert (head['ContentLength'], head['ETag'], head['Metadata']) == (len(BODY), put['ETag'], got['Metadata'])
    assert head['LastModified'] == got['LastModified']


def test_an_object_of_no_bytes(s3, bucket):
    s3.put_object(Bucket=bucket, Key='empty', Body=b'')
    assert s3.get_object(Bucket=bucket, Key='empty')['Body'].read() == b''
    assert s3.head_object(Bucket=bucket, Key='empty')['ContentLength'] == 0


def test_a_later_put_replaces_the_object(s3, bucket):
    s3.put_object(Bucket=bucket, Key='k', Body=b'one')
    s3.put_object(Bucket=bucket, Key='k', Body=b'two')
    assert s3.get_object(Bucket=bucket, Key='k')['Body'].read() == b'two'


@pytest.mark.parametrize('asked, expected', [
    ('bytes=0-0', (0, 1)), ('bytes=0-99', (0, 100)), ('bytes=100-', (100, None)), ('bytes=-7', (-7, None)),
    ('bytes=10-999999', (10, None)), ('bytes=-999999', (0, None)),
])
def test_ranges(s3, bucket, asked, expected):
    s3.put_object(Bucket=bucket, Key='k', Body=BODY)
    got = s3.get_object(Bucket=bucket, Key='k', Range=asked)
    part = BODY[slice(*expected)]
    assert got['ResponseMetadata']['HTTPStatusCode'] == 206
    assert got['Body'].read() == part
    first = BODY.index(part) if len(part) < len(BODY) else 0
    first = len(BODY) - len(part) if expected[1] is None else first
    assert got['ContentRange'] == f'bytes {first}-{first + len(part) - 1}/{len(BODY)}'


def test_a_range_behind_the_end_is_refused(s3, bucket):
    s3.put_object(Bucket=bucket, Key='k', Body=b'short')
    with pytest.raises(ClientError) as caught:
        s3.get_object(Bucket=bucket, Key='k', Range='bytes=5-')
    assert (code(caught), status(caught)) == ('InvalidRange', 416)


def test_conditions_on_reading(s3, bucket):
    etag = s3.put_object(Bucket=bucket, Key='k', Body=b'x')['ETag']
    modified = s3.head_object(Bucket=bucket, Key='k')['LastModified']
    day = timedelta(days=1)
    for fine in ({'IfMatch': etag}, {'IfNoneMatch': '"other"'}, {'IfModifiedSince': modified - day},
                 {'IfUnmodifiedSince': modified + day}):
        assert s3.get_object(Bucket=bucket, Key='k', **fine)['Body'].read() == b'x'
    for stale, expected in (({'IfMatch': '"other"'}, 412), ({'IfNoneMatch': etag}, 304),
                            ({'IfModifiedSince': modified}, 304), ({'IfUnmodifiedSince': modified - day}, 412)):
        with pytest.raises(ClientError) as caught:
            s3.get_object(Bucket=bucket, Key='k', **stale)
        assert status(caught) == expected, stale
        with pytest.raises(ClientError) as caught:
            s3.head_object(Bucket=bucket, Key='k', **stale)
        assert status(caught) == expected, stale


def test_put_if_there_is_none_yet(s3, bucket):
    s3.put_object(Bucket=bucket, Key='k', Body=b'first', IfNoneMatch='*')
    with pytest.raises(ClientError) as caught:
        s3.put_object(Bucket=bucket, Key='k', Body=b'second', IfNoneMatch='*')
    assert (code(caught), status(caught)) == ('PreconditionFailed', 412)
    assert s3.get_object(Bucket=bucket, Key='k')['Body'].read() == b'first'


@pytest.mark.parametrize('algorithm', ['CRC32', 'SHA1', 'SHA256'])
def test_checksums_are_kept_and_checked_by_the_client(s3, bucket, algorithm):
    put = s3.put_object(Bucket=bucket, Key='k', Body=BODY, ChecksumAlgorithm=algorithm)
    assert put[f'Checksum{algorithm}']
    got = s3.get_object(Bucket=bucket, Key='k', ChecksumMode='ENABLED')
    assert got['Body'].read() == BODY
    assert got[f'Checksum{algorithm}'] == put[f'Checksum{algorithm}']


def test_a_wrong_checksum_is_refused(s3, bucket):
    with pytest.raises(ClientError) as caught:
        s3.put_object(Bucket=bucket, Key='k', Body=b'abc', ChecksumSHA256='A' * 43 + '=')
    assert (code(caught), status(caught)) == ('BadDigest', 400)
    with pytest.raises(ClientError) as caught:
        s3.put_object(Bucket=bucket, Key='k', Body=b'abc', ContentMD5='A' * 22 + '==')
    assert code(caught) in ('BadDigest', 'InvalidDigest')
    with pytest.raises(ClientError) as caught:
        s3.head_object(Bucket=bucket, Key='k')
    assert status(caught) == 404


@pytest.mark.parametrize('key', ODD_KEYS)
def test_keys_of_every_kind(s3, bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert s3.get_object(Bucket=bucket, Key=key)['Body'].read() == key.encode()
    assert [item['Key'] for item in s3.list_objects_v2(Bucket=bucket)['Contents']] == [key]
    s3.delete_object(Bucket=bucket, Key=key)
    assert 'Contents' not in s3.list_objects_v2(Bucket=bucket)


def test_delete_is_idempotent(s3, bucket):
    s3.put_object(Bucket=bucket, Key='k', Body=b'x')
    for _ in range(2):
        assert s3.delete_object(Bucket=bucket, Key='k')['ResponseMetadata']['HTTPStatusCode'] == 204
    with pytest.raises(ClientError) as caught:
        s3.get_object(Bucket=bucket, Key='k')
    assert (code(caught), status(caught)) == ('NoSuchKey', 404)


def test_delete_many(s3, bucket):
    for key in ODD_KEYS:
        s3.put_object(Bucket=bucket, Key=key, Body=b'x')
    answer = s3.delete_objects(Bucket=bucket, Delete={'Objects': [{'Key': key} for key in ODD_KEYS[:6]]})
    assert sorted(item['Key'] for item in answer['Deleted']) == sorted(ODD_KEYS[:6])
    answer = s3.delete_objects(
        Bucket=bucket, Delete={'Objects': [{'Key': key} for key in ODD_KEYS[6:] + ['never was']], 'Quiet': True})
    assert 'Deleted' not in answer and 'Errors' not in answer
    assert s3.list_objects_v2(Bucket=bucket)['KeyCount'] == 0


def test_objects_of_a_bucket_that_is_not_there(s3):
    for call in (lambda: s3.get_object(Bucket='nowhere', Key='k'), lambda: s3.put_object(Bucket='nowhere', Key='k'),
                 lambda: s3.list_objects_v2(Bucket='nowhere'), lambda: s3.delete_object(Bucket='nowhere', Key='k')):
        with pytest.raises(ClientError) as caught:
            call()
        assert (code(caught), status(caught)) == ('NoSuchBucket', 404)


def test_errors_carry_request_ids(s3, bucket):
    with pytest.raises(ClientError) as caught:
        s3.get_object(Bucket=bucket, Key='missing')
    metadata = caught.value.response['ResponseMetadata']
    assert metadata['RequestId'] and metadata['HostId']
    assert caught.value.response['Error']['Key'] == 'missing'


def test_presigned_urls(client, bucket):
    s3 = client('s3', signature_version='s3v4')
    key = 'pre signed/ü+1.txt'
    target = s3.generate_presigned_url('put_object', Params={'Bucket': bucket, 'Key': key}, ExpiresIn=60)
    with urllib.request.urlopen(urllib.request.Request(target, data=b'by url', method='PUT')) as response:
        assert response.status == 200
    source = s3.generate_presigned_url(
        'get_object', Params={'Bucket': bucket, 'Key': key, 'ResponseContentType': 'text/x-asked'}, ExpiresIn=60)
    with urllib.request.urlopen(source) as response:
        assert response.read() == b'by url'
        assert response.headers['Content-Type'] == 'text/x-asked'
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(source.replace('text%2Fx-asked', 'text%2Fx-forged'))
    assert caught.value.code == 403
    assert b'<Code>SignatureDoesNotMatch</Code>' in caught.value.read()


def test_virtual_hosted_buckets(server, s3, bucket, monkeypatch):
    """`objects.localhost` instead of `/objects`: names below localhost are this machine."""
    import socket
    resolve = socket.getaddrinfo

    def below_localhost(host, *rest, **options):
        name = host.decode() if isinstance(host, bytes) else host
        return resolve('127.0.0.1' if name and name.endswith('localhost') else host, *rest, **options)

    monkeypatch.setattr(socket, 'getaddrinfo', below_localhost)
    virtual = make_client('s3', f'http://localhost:{server.port}', addressing='virtual')
    hosts = []
    virtual.meta.events.register('before-send.s3', lambda request, **_: hosts.append(request.url) and None)
    virtual.put_object(Bucket=bucket, Key='a b/ü.txt', Body=b'virtual')
    assert virtual.get_object(Bucket=bucket, Key='a b/ü.txt')['Body'].read() == b'virtual'
    assert virtual.list_objects_v2(Bucket=bucket, Prefix='a b/')['KeyCount'] == 1
    assert all(urllib.parse.urlsplit(url).netloc == f'objects.localhost:{server.port}' for url in hosts)
    assert s3.get_object(Bucket=bucket, Key='a b/ü.txt')['Body'].read() == b'virtual'


def test_an_upload_that_breaks_off_stores_nothing(client, bucket):
    s3 = client('s3', signature_version='s3v4')
    url = urllib.parse.urlsplit(
        s3.generate_presigned_url('put_object', Params={'Bucket': bucket, 'Key': 'torn'}, ExpiresIn=60))
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=20)
    connection.putrequest('PUT', f'{url.path}?{url.query}')
    connection.putheader('Content-Length', '1000')
    connection.endheaders(b'only this')
    connection.close()
    with pytest.raises(ClientError) as caught:
        s3.head_object(Bucket=bucket, Key='torn')
    assert status(caught) == 404
