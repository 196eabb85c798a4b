"""`aws cloudtrail validate-logs` judges the digests that a trail of `mock-aws` makes."""

import gzip
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from clients import make_client
from mockserver import ACCOUNT, MockServer, aws_environment

AWS = Path(sys.executable).parent / 'aws'
BUCKET = 'digested-logs'
TRAIL = f'arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main'


@pytest.fixture(scope='module')
def own_server(binaries):
    with MockServer() as server:
        yield server


@pytest.fixture
def trail(own_server):
    """A trail that logs, and has delivered for three hours in two regions."""
    own_server.reset()
    s3 = make_client('s3', own_server.endpoint)
    s3.create_bucket(Bucket=BUCKET)
    service = {'Service': 'cloudtrail.amazonaws.com'}
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({'Version': '2012-10-17', 'Statement': [
        {'Effect': 'Allow', 'Principal': service, 'Action': 's3:GetBucketAcl', 'Resource': f'arn:aws:s3:::{BUCKET}'},
        {'Effect': 'Allow', 'Principal': service, 'Action': 's3:PutObject', 'Resource': f'arn:aws:s3:::{BUCKET}/*'}]}))
    cloudtrail = make_client('cloudtrail', own_server.endpoint)
    cloudtrail.create_trail(Name='main', S3BucketName=BUCKET, S3KeyPrefix='audit', IsMultiRegionTrail=True,
                            EnableLogFileValidation=True)
    cloudtrail.start_logging(Name='main')
    logs = []
    for region, files in (('us-east-1', 12), ('eu-west-1', 3)):
        logs += post(own_server, 'deliver', trail=TRAIL, files=files, count=5, spreadSeconds=3 * 3600, seed=1,
                     time='2026-02-01T13:00:00Z', recordRegion=region)['keys']
    digests = post(own_server, 'digest', trail='main', end='2026-02-01T13:00:00Z')['digests']
    assert len(digests) == 6
    return s3, cloudtrail, logs, [digest['key'] for digest in digests if digest['region'] == 'us-east-1']


def post(server, endpoint, **body):
    request = urllib.request.Request(
        f'{server.endpoint}/_mock/cloudtrail/{endpoint}', data=json.dumps(body).encode(), method='POST')
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.loads(response.read())


def validate(server, region='us-east-1', end='2026-02-01T13:30:00Z'):
    """The exit status and the text of the validation."""
    ran = subprocess.run(
        [sys.executable, AWS, 'cloudtrail', 'validate-logs', '--trail-arn', TRAIL, '--start-time',
         '2026-02-01T09:00:00Z', '--end-time', end, '--region', region, '--verbose'],
        capture_output=True, text=True, timeout=120,
        env=aws_environment(server.endpoint, AWS_PAGER='', AWS_MAX_ATTEMPTS='1'))
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize('region, logs', [('us-east-1', 12), ('eu-west-1', 3)])
def test_everything_is_valid(own_server, trail, region, logs):
    status, text = validate(own_server, region)
    assert status == 0, text
    assert '3/3 digest files valid' in text and f'{logs}/{logs} log files valid' in text
    assert 'INVALID' not in text and 'Results found for 2026-02-01T10:00:00Z to 2026-02-01T13:00:00Z' in text


def test_altered_and_deleted_files_are_named(own_server, trail):
    s3, _, logs, digests = trail
    altered = s3.get_object(Bucket=BUCKET, Key=logs[0])
    records = json.loads(gzip.decompress(altered['Body'].read()))
    records['Records'].pop()
    s3.put_object(Bucket=BUCKET, Key=logs[0], Body=gzip.compress(json.dumps(records).encode()))
    s3.delete_object(Bucket=BUCKET, Key=logs[1])
    s3.put_object(Bucket=BUCKET, Key=logs[2], Body=b'no gzip')
    status, text = validate(own_server)
    assert status == 1
    assert f"{logs[0]}\tINVALID: hash value doesn't match" in text
    assert f'{logs[1]}\tINVALID: not found' in text and f'{logs[2]}\tINVALID: invalid format' in text
    assert '3/3 digest files valid' in text and '9/12 log files valid, 3/12 log files INVALID' in text

    middle = s3.get_object(Bucket=BUCKET, Key=digests[1])
    content = gzip.decompress(middle['Body'].read()).replace(b'SHA-256', b'SHA-255')
    s3.put_object(Bucket=BUCKET, Key=digests[1], Body=gzip.compress(content), Metadata=middle['Metadata'])
    status, text = validate(own_server)
    assert status == 1 and f'{digests[1]}\tINVALID: signature verification failed' in text
    s3.delete_object(Bucket=BUCKET, Key=digests[1])
    status, text = validate(own_server)
    assert status == 1 and f'{digests[1]}\tINVALID: not found' in text


def test_a_stopped_trail_begins_a_new_chain(own_server, trail):
    _, cloudtrail, _, _ = trail
    cloudtrail.stop_logging(Name='main')
    cloudtrail.start_logging(Name='main')
    post(own_server, 'deliver', trail='main', time='2026-02-01T15:30:00Z')
    post(own_server, 'digest', trail='main', end='2026-02-01T16:00:00Z', recordRegion='us-east-1')
    status, text = validate(own_server, end='2026-02-01T16:30:00Z')
    assert status == 0 and '4/4 digest files valid' in text
    assert 'No log files were delivered by CloudTrail between 2026-02-01T13:00:00Z and 2026-02-01T15:00:00Z' in text


def test_boto3_lists_page_by_page_in_the_old_way(own_server, trail):
    s3, _, logs, digests = trail
    pages = s3.get_paginator('list_objects').paginate(Bucket=BUCKET, PaginationConfig={'PageSize': 4})
    keys = [item['Key'] for page in pages for item in page.get('Contents', [])]
    assert len(keys) == len(logs) + 6 and keys == sorted(keys) and set(digests) < set(keys)
    folders = s3.list_objects(Bucket=BUCKET, Prefix=f'audit/AWSLogs/{ACCOUNT}/', Delimiter='/', MaxKeys=1)
    assert folders['NextMarker'] == folders['CommonPrefixes'][0]['Prefix'] and folders['IsTruncated']
    rest = s3.list_objects(Bucket=BUCKET, Prefix=f'audit/AWSLogs/{ACCOUNT}/', Delimiter='/',
                           Marker=folders['NextMarker'])
    assert [item['Prefix'] for item in rest['CommonPrefixes']] == [f'audit/AWSLogs/{ACCOUNT}/CloudTrail/']
