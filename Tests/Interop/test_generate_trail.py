"""CloudTrail's log files of `mock-aws generate`: what others read in them, and `aws cloudtrail validate-logs`."""

import collections
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from clients import make_client
from mockserver import ACCOUNT, BINARIES, MockServer, aws_environment, clean_environment

AWS = Path(sys.executable).parent / 'aws'


@pytest.fixture(scope='module')
def generated(tmp_path_factory, binaries):
    """A server over a generated world, and the world's truth."""
    world = tmp_path_factory.mktemp('trail') / 'world'
    subprocess.run([BINARIES / 'mock-aws', 'generate', world, '--trail', '--destination', 'none', '--duration', '3h'],
                   check=True, timeout=60, env=clean_environment())
    with MockServer('--world', str(world)) as server:
        yield server, json.loads((world / 'truth.json').read_text())['cloudTrail']


def records(server, bucket, folder):
    s3 = make_client('s3', server.endpoint)
    for page in s3.get_paginator('list_objects_v2').paginate(Bucket=bucket, Prefix=f'AWSLogs/{ACCOUNT}/{folder}/'):
        for item in page['Contents']:
            body = s3.get_object(Bucket=bucket, Key=item['Key'])['Body'].read()
            yield from json.loads(gzip.decompress(body))['Records']


def test_counts_are_those_of_the_records(generated):
    server, truth = generated
    found = list(records(server, truth['location'], 'CloudTrail'))
    assert len(found) == truth['records']
    assert collections.Counter(record['eventName'] for record in found) == truth['byEventName']
    errors = collections.Counter(
        record.get('errorCode', record.get('errorMessage')) for record in found if 'errorMessage' in record)
    assert errors == truth['byError']
    assert sum(record['readOnly'] for record in found) == truth['readOnly']
    arns = {record['userIdentity'].get('arn') for record in found}
    for principal in truth['principals']['mostCalls']:
        assert principal in arns or ':' not in principal
    assert len(list(records(server, truth['location'], 'CloudTrail-Insight'))) == truth['insights'] == 4


def test_incidents_are_found_by_their_address(generated):
    server, truth = generated
    by_address = collections.defaultdict(set)
    for record in records(server, truth['location'], 'CloudTrail'):
        by_address[record['sourceIPAddress']].add(record['eventID'])
    for incident in truth['incidents']:
        assert by_address[incident['sourceIPAddress']] <= {call['eventID'] for call in incident['calls']}


def test_aws_finds_everything_valid(generated):
    server, truth = generated
    cloudtrail = make_client('cloudtrail', server.endpoint)
    s3 = make_client('s3', server.endpoint)
    bucket = truth['location']
    service = {'Service': 'cloudtrail.amazonaws.com'}
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({'Version': '2012-10-17', 'Statement': [
        {'Effect': 'Allow', 'Principal': service, 'Action': 's3:GetBucketAcl', 'Resource': f'arn:aws:s3:::{bucket}'},
        {'Effect': 'Allow', 'Principal': service, 'Action': 's3:PutObject', 'Resource': f'arn:aws:s3:::{bucket}/*'}]}))
    trail = cloudtrail.create_trail(Name=truth['trail'], S3BucketName=bucket, EnableLogFileValidation=True)
    ran = subprocess.run(
        [sys.executable, AWS, 'cloudtrail', 'validate-logs', '--trail-arn', trail['TrailARN'], '--start-time',
         '2026-03-04T00:00:00Z', '--end-time', '2026-03-04T05:00:00Z', '--region', 'us-east-1'],
        capture_output=True, text=True, timeout=120,
        env=aws_environment(server.endpoint, AWS_PAGER='', AWS_MAX_ATTEMPTS='1'))
    files = sum('/CloudTrail/' in file['key'] for file in truth['logFiles'])
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f'{truth["digests"]}/{truth["digests"]} digest files valid' in ran.stdout
    assert f'{files}/{files} log files valid' in ran.stdout
