"""`cloudtrail_reader setup --plan`: the calls and policies, beside those of AWS's documentation.

Sources: CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Amazon SNS topic policy for CloudTrail"; SNS
Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic".
"""

import json
import re
import subprocess

import pytest

from commands import BINARIES
from mockserver import ROOT

ACCOUNT, REGION, ORGANIZATION = '123456789012', 'eu-west-1', 'o-1a2b3c4d5e'
NAME = 'cloudtrail-reader'
BUCKET = f'{NAME}-{ACCOUNT}-{REGION}'
TRAIL = f'arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/{NAME}'
TOPIC = f'arn:aws:sns:{REGION}:{ACCOUNT}:{NAME}'
QUEUE = f'arn:aws:sqs:{REGION}:{ACCOUNT}:{NAME}'
KINDS = {'single-region': [], 'multi-region': ['--multi-region'], 'organization': ['--organization', ORGANIZATION]}


def plan(*options):
    """The calls of a plan, by title, with their parameters."""
    ran = subprocess.run(
        [BINARIES / 'cloudtrail_reader', 'setup', '--plan', '--account', ACCOUNT, '--region', REGION, *options],
        capture_output=True, text=True, timeout=60, env={'HOME': '/nonexistent'})
    assert ran.returncode == 0, ran.stderr
    return {title: json.loads(text) for title, text in re.findall(r'^# (.*?)\n(.*?)(?=^# |\Z)', ran.stdout, re.M | re.S)}


def write(sid, folder):
    return {
        'Sid': sid, 'Effect': 'Allow', 'Principal': {'Service': 'cloudtrail.amazonaws.com'}, 'Action': 's3:PutObject',
        'Resource': f'arn:aws:s3:::{BUCKET}/{folder}/*',
        'Condition': {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': TRAIL}}}


def bucket_statements(kind, prefix=''):
    yield {
        'Sid': 'AWSCloudTrailAclCheck20150319', 'Effect': 'Allow',
        'Principal': {'Service': 'cloudtrail.amazonaws.com'}, 'Action': 's3:GetBucketAcl',
        'Resource': f'arn:aws:s3:::{BUCKET}', 'Condition': {'StringEquals': {'aws:SourceArn': TRAIL}}}
    yield write('AWSCloudTrailWrite20150319', f'{prefix}AWSLogs/{ACCOUNT}')
    if kind == 'organization':
        yield write('AWSCloudTrailOrganizationWrite20150319', f'{prefix}AWSLogs/{ORGANIZATION}')


TOPIC_STATEMENT = {
    'Sid': 'AWSCloudTrailSNSPolicy20131101', 'Effect': 'Allow', 'Principal': {'Service': 'cloudtrail.amazonaws.com'},
    'Action': 'SNS:Publish', 'Resource': TOPIC, 'Condition': {'StringEquals': {'aws:SourceArn': TRAIL}}}
QUEUE_STATEMENT = {
    'Sid': 'CloudTrailReaderTopicToQueue', 'Effect': 'Allow', 'Principal': {'Service': 'sns.amazonaws.com'},
    'Action': 'sqs:SendMessage', 'Resource': QUEUE, 'Condition': {'ArnEquals': {'aws:SourceArn': TOPIC}}}


@pytest.mark.parametrize('prefix', ['', 'security/'])
@pytest.mark.parametrize('kind', KINDS)
def test_policies_are_those_of_the_documentation(binaries, kind, prefix):
    calls = plan(*KINDS[kind], *(['--prefix', prefix] if prefix else []))
    policy = calls['bucket policy: s3:PutBucketPolicy']['Policy']
    assert policy == {'Version': '2012-10-17', 'Statement': list(bucket_statements(kind, prefix))}
    policy = calls['topic policy: sns:SetTopicAttributes']['AttributeValue']
    assert policy == {'Version': '2012-10-17', 'Statement': [TOPIC_STATEMENT]}
    policy = calls['queue policy: sqs:SetQueueAttributes']['Attributes']['Policy']
    assert policy == {'Version': '2012-10-17', 'Statement': [QUEUE_STATEMENT]}
    trail = calls['trail: cloudtrail:CreateTrail']
    assert trail['IsMultiRegionTrail'] == (kind == 'multi-region')
    assert trail['IsOrganizationTrail'] == (kind == 'organization')
    assert trail['EnableLogFileValidation'] is True
    assert trail.get('S3KeyPrefix') == (prefix.rstrip('/') or None)


def test_the_readme_shows_the_statements():
    shown = [json.loads(line) for line in (ROOT / 'README.md').read_text().splitlines() if line.startswith('{"Sid"')]
    assert shown == [*bucket_statements('organization'), TOPIC_STATEMENT, QUEUE_STATEMENT]
