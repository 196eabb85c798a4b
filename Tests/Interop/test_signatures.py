"""botocore as the oracle of signatures: what it signs is accepted, and what is changed afterwards is not."""

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from clients import make_client
from mockserver import ACCESS_KEY, SECRET_KEY, SESSION_KEY, SESSION_SECRET, SESSION_TOKEN

SERVICES = {
    's3': lambda client: client.list_buckets(),
    'logs': lambda client: client.describe_log_groups(),
    'ec2': lambda client: client.describe_flow_logs(),
    'sts': lambda client: client.get_caller_identity(),
}
# The code of a wrong signature in each protocol.
MISMATCH = {'s3': 'SignatureDoesNotMatch', 'logs': 'InvalidSignatureException', 'ec2': 'SignatureDoesNotMatch',
            'sts': 'SignatureDoesNotMatch'}
UNKNOWN_KEY = {'s3': 'InvalidAccessKeyId', 'logs': 'UnrecognizedClientException', 'ec2': 'AuthFailure',
               'sts': 'InvalidClientTokenId'}


def error_of(call, client):
    with pytest.raises(ClientError) as caught:
        call(client)
    response = caught.value.response
    return response['Error']['Code'], response['ResponseMetadata']['HTTPStatusCode'], response['Error'].get('Message', '')


@pytest.mark.parametrize('service', SERVICES)
def test_what_botocore_signs_is_accepted(client, service):
    for region in ('us-east-1', 'eu-west-1'):
        SERVICES[service](client(service, region=region))
        SERVICES[service](client(service, region=region, key=SESSION_KEY, secret=SESSION_SECRET, token=SESSION_TOKEN))


@pytest.mark.parametrize('service', SERVICES)
def test_a_wrong_secret_is_refused(client, service):
    code, status, _ = error_of(SERVICES[service], client(service, secret='wrong' + SECRET_KEY))
    assert (code, status in (400, 401, 403)) == (MISMATCH[service], True)


@pytest.mark.parametrize('service', SERVICES)
def test_an_unknown_key_is_refused(client, service):
    code, status, _ = error_of(SERVICES[service], client(service, key='AKIANOBODYKNOWSTHIS1'))
    assert (code, status in (400, 401, 403)) == (UNKNOWN_KEY[service], True)


@pytest.mark.parametrize('service', SERVICES)
def test_a_wrong_session_token_is_refused(client, service):
    for token in (None, 'forged'):
        code, status, _ = error_of(
            SERVICES[service], client(service, key=SESSION_KEY, secret=SESSION_SECRET, token=token))
        assert code and status in (400, 401, 403)


def send(server, method='GET', path='/', query='', body=b'', headers=None, service='s3', auth=S3SigV4Auth, when=None,
         change=None, key=ACCESS_KEY, secret=SECRET_KEY, token=None, **options):
    """Signs a request with botocore, changes it if asked, and sends it. Returns status and body."""
    url = f'{server.endpoint}{path}' + (f'?{query}' if query else '')
    request = AWSRequest(method=method, url=url, data=body, headers=headers or {})
    if auth:
        signer = auth(Credentials(key, secret, token), service, 'us-east-1', **options)
        if when:
            import botocore.auth
            original = botocore.auth.get_current_datetime
            botocore.auth.get_current_datetime = lambda *_, **__: when.replace(tzinfo=None)
            try:
                signer.add_auth(request)
            finally:
                botocore.auth.get_current_datetime = original
        else:
            signer.add_auth(request)
    prepared = request.prepare()
    headers = {name: value.decode() if isinstance(value, bytes) else value for name, value in prepared.headers.items()}
    if change:
        change(headers)
    raw = urllib.request.Request(prepared.url, data=prepared.body or None, headers=headers, method=method)
    try:
        with urllib.request.urlopen(raw, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as problem:
        return problem.code, problem.read()


@pytest.mark.parametrize('path', [
    '/from-the-world/a/greeting.txt', '/from-the-world/a%2Fgreeting.txt', '/from-the-world/./a/../a/greeting.txt',
    '/from-the-world//a', '/from-the-world/with%20blank', '/from-the-world/%E2%98%83', '/from-the-world/plus%2Bplus',
    '/from-the-world/~tilde', '/from-the-world/a%28b%29', '/from-the-world/it%27s', '/from-the-world/100%25',
])
def test_odd_paths_keep_their_signature(server, path):
    status, body = send(server, path=path)
    assert status in (200, 404) and b'SignatureDoesNotMatch' not in body


@pytest.mark.parametrize('query', [
    'list-type=2', 'list-type=2&prefix=', 'prefix=a%2F&list-type=2&delimiter=%2F', 'list-type=2&prefix=a%2Bb', 'list-type=2&prefix=a%20b',
    'list-type=2&prefix=%E2%98%83', 'location', 'list-type=2&max-keys=1&fetch-owner=true',
])
def test_odd_queries_keep_their_signature(server, query):
    status, body = send(server, path='/from-the-world', query=query)
    assert status == 200, body


def test_headers_with_odd_blanks_keep_their_signature(server):
    status, body = send(server, 'PUT', '/from-the-world/h', body=b'x', headers={
        'X-Amz-Meta-Blanks': '  two  blanks   inside ', 'Content-Type': 'text/plain; charset=utf-8'})
    assert status == 200, body


def test_a_changed_request_is_refused(server):
    def forge(headers):
        headers['X-Amz-Content-SHA256'] = hashlib.sha256(b'other').hexdigest()

    status, body = send(server, 'PUT', '/from-the-world/forged', body=b'body', change=forge)
    assert status == 403 and b'<Code>SignatureDoesNotMatch</Code>' in body
    assert b'<CanonicalRequest>' in body and b'<StringToSign>' in body


def test_a_body_that_is_not_what_was_signed_is_refused(server):
    class LyingAuth(S3SigV4Auth):
        def payload(self, request):
            return hashlib.sha256(b'something else').hexdigest()

    status, body = send(server, 'PUT', '/from-the-world/lie', body=b'body', auth=LyingAuth)
    assert status == 400 and b'<Code>XAmzContentSHA256Mismatch</Code>' in body


def test_no_signature_at_all_is_refused(server):
    status, body = send(server, auth=None)
    assert status == 403 and b'AccessDenied' in body
    status, body = send(server, 'POST', body=b'Action=GetCallerIdentity&Version=2011-06-15', auth=None,
                        headers={'Content-Type': 'application/x-www-form-urlencoded'})
    assert status in (400, 403) and b'MissingAuthenticationToken' in body


@pytest.mark.parametrize('minutes, accepted', [(-14, True), (14, True), (-16, False), (16, False)])
def test_the_clock_may_differ_by_a_quarter_of_an_hour(server, minutes, accepted):
    when = datetime.now(timezone.utc) + timedelta(minutes=minutes)
    status, body = send(server, when=when)
    assert (status == 200) == accepted, body
    if not accepted:
        assert status == 403 and b'<Code>RequestTimeTooSkewed</Code>' in body


def test_other_services_refuse_a_skewed_clock_too(server):
    when = datetime.now(timezone.utc) - timedelta(minutes=20)
    status, body = send(server, 'POST', body=b'{}', service='logs', auth=SigV4Auth, when=when, headers={
        'X-Amz-Target': 'Logs_20140328.DescribeLogGroups', 'Content-Type': 'application/x-amz-json-1.1'})
    assert status in (400, 403)
    assert json.loads(body)['__type'].rsplit('#')[-1] == 'InvalidSignatureException'
    status, body = send(server, 'POST', body=b'Action=DescribeFlowLogs&Version=2016-11-15', service='ec2', auth=SigV4Auth,
                        when=when, headers={'Content-Type': 'application/x-www-form-urlencoded'})
    assert status in (400, 403) and b'<Code>SignatureDoesNotMatch</Code>' in body and b'expired' in body


def test_a_presigned_query_of_another_service(server):
    status, body = send(server, 'GET', query='Action=GetCallerIdentity&Version=2011-06-15', service='sts',
                        auth=SigV4QueryAuth, expires=60)
    assert status == 200 and b'<Account>123456789012</Account>' in body


def test_a_presigned_url_expires(server):
    from botocore.auth import S3SigV4QueryAuth
    when = datetime.now(timezone.utc) - timedelta(seconds=61)
    path = '/from-the-world/a/greeting.txt'
    assert send(server, path=path, auth=S3SigV4QueryAuth, when=when, expires=120)[0] == 200
    status, body = send(server, path=path, auth=S3SigV4QueryAuth, when=when, expires=60)
    assert status == 403 and b'<Code>AccessDenied</Code>' in body and b'expired' in body
    assert send(server, path=path, auth=S3SigV4QueryAuth, expires=60, key=SESSION_KEY, secret=SESSION_SECRET,
                token=SESSION_TOKEN)[0] == 200


# Signed chunks: S3 API reference, "Signature calculations: transferring payload in multiple chunks". botocore does
# not send them, so the chunks are signed here, from the seed signature that botocore made.

EMPTY = hashlib.sha256(b'').hexdigest()


class StreamingAuth(S3SigV4Auth):
    """Signs the head of an upload in signed chunks."""

    def _should_sha256_sign_payload(self, request):
        return True

    def payload(self, request):
        return 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'


def signing_key(date):
    key = ('AWS4' + SECRET_KEY).encode()
    for part in (date, 'us-east-1', 's3', 'aws4_request'):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def chunked_put(server, path, chunks, forge=None):
    length = sum(len(chunk) for chunk in chunks)
    request = AWSRequest('PUT', f'{server.endpoint}{path}', headers={
        'Content-Encoding': 'aws-chunked', 'X-Amz-Decoded-Content-Length': str(length)})
    signer = StreamingAuth(Credentials(ACCESS_KEY, SECRET_KEY), 's3', 'us-east-1')
    signer.add_auth(request)
    previous = request.headers['Authorization'].rsplit('Signature=', 1)[1]
    stamp = request.context['timestamp']
    body = b''
    for chunk in [*chunks, b'']:
        text = '\n'.join(('AWS4-HMAC-SHA256-PAYLOAD', stamp, f'{stamp[:8]}/us-east-1/s3/aws4_request', previous, EMPTY,
                          hashlib.sha256(chunk).hexdigest()))
        previous = hmac.new(signing_key(stamp[:8]), text.encode(), hashlib.sha256).hexdigest()
        sent = forge(chunk) if forge else chunk
        body += f'{len(sent):x};chunk-signature={previous}\r\n'.encode() + sent + b'\r\n'
    headers = dict(request.headers.items())
    raw = urllib.request.Request(request.url, data=body, headers=headers, method='PUT')
    try:
        with urllib.request.urlopen(raw, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as problem:
        return problem.code, problem.read()


def test_an_upload_in_signed_chunks(server, s3):
    chunks = [b'a' * 65536, b'b' * 1024, b'c']
    status, body = chunked_put(server, '/from-the-world/chunked', chunks)
    assert status == 200, body
    got = s3.get_object(Bucket='from-the-world', Key='chunked')
    assert got['Body'].read() == b''.join(chunks)
    assert 'aws-chunked' not in got.get('ContentEncoding', '')


def test_a_forged_chunk_is_refused(server, s3):
    status, body = chunked_put(server, '/from-the-world/forged', [b'abc', b'def'], lambda chunk: chunk.upper())
    assert status == 403 and b'<Code>SignatureDoesNotMatch</Code>' in body
    with pytest.raises(ClientError):
        s3.head_object(Bucket='from-the-world', Key='forged')


@pytest.mark.parametrize('algorithm', [None, 'CRC32', 'SHA1', 'SHA256'])
def test_uploads_with_a_checksum_trailer(tls, algorithm):
    client = make_client('s3', tls.endpoint, verify=tls.certificate)
    sent = []
    client.meta.events.register('before-send.s3', lambda request, **_: sent.append(dict(request.headers)) and None)
    body = bytes(range(256)) * 1000
    options = {'ChecksumAlgorithm': algorithm} if algorithm else {}
    put = client.put_object(Bucket='from-the-world', Key='trailer', Body=body, **options)
    assert any(b'STREAMING-UNSIGNED-PAYLOAD-TRAILER' in value if isinstance(value, bytes)
               else 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' in str(value) for value in sent[0].values())
    assert put[f'Checksum{algorithm or "CRC32"}']
    assert client.get_object(Bucket='from-the-world', Key='trailer', ChecksumMode='ENABLED')['Body'].read() == body
