"""The aws CLI as a client, every operation at least once, with strict signatures."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mockserver import ACCOUNT, EXTERNAL_ID, PARTNER, READER_ROLE, aws_environment

AWS = Path(sys.executable).parent / 'aws'


class CommandLine:
    """Runs `aws` against one server."""

    def __init__(self, server, **environment):
        self.environment = aws_environment(server.endpoint, AWS_PAGER='', AWS_MAX_ATTEMPTS='1', **environment)

    def run(self, *arguments, text=True, **options):
        return subprocess.run([sys.executable, AWS, *arguments], capture_output=True, text=text, timeout=120,
                              env=self.environment, **options)

    def __call__(self, *arguments, **options):
        """The output as JSON; None when there is none."""
        ran = self.run(*arguments, '--output', 'json', **options)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout) if ran.stdout.strip() else None

    def refused(self, *arguments):
        """The error of a call that must fail."""
        ran = self.run(*arguments)
        assert ran.returncode != 0, ran.stdout
        return ran.stderr


@pytest.fixture
def aws(server):
    return CommandLine(server)


def test_buckets(aws):
    aws('s3api', 'create-bucket', '--bucket', 'cli-one')
    aws('s3api', 'create-bucket', '--bucket', 'cli-two', '--region', 'eu-west-1',
        '--create-bucket-configuration', 'LocationConstraint=eu-west-1')
    assert [bucket['Name'] for bucket in aws('s3api', 'list-buckets')['Buckets']] == ['cli-one', 'cli-two', 'from-the-world']
    assert aws('s3api', 'get-bucket-location', '--bucket', 'cli-one')['LocationConstraint'] is None
    assert aws('s3api', 'get-bucket-location', '--bucket', 'cli-two')['LocationConstraint'] == 'eu-west-1'
    assert aws('s3api', 'head-bucket', '--bucket', 'cli-one')['BucketRegion'] == 'us-east-1'
    aws('s3api', 'delete-bucket', '--bucket', 'cli-one')
    assert '404' in aws.refused('s3api', 'head-bucket', '--bucket', 'cli-one')
    assert 'NoSuchBucket' in aws.refused('s3api', 'list-objects-v2', '--bucket', 'cli-one')


def test_objects(aws, tmp_path):
    source, target = tmp_path / 'source', tmp_path / 'target'
    source.write_bytes(bytes(range(256)) * 100)
    key = 'a b/ü+c.bin'
    put = aws('s3api', 'put-object', '--bucket', 'from-the-world', '--key', key, '--body', str(source),
              '--metadata', 'color=blue', '--checksum-algorithm', 'SHA256')
    assert put['ChecksumSHA256']
    head = aws('s3api', 'head-object', '--bucket', 'from-the-world', '--key', key)
    assert (head['ContentLength'], head['Metadata'], head['ETag']) == (25600, {'color': 'blue'}, put['ETag'])
    aws('s3api', 'get-object', '--bucket', 'from-the-world', '--key', key, str(target))
    assert target.read_bytes() == source.read_bytes()
    part = aws('s3api', 'get-object', '--bucket', 'from-the-world', '--key', key, '--range', 'bytes=10-19', str(target))
    assert part['ContentRange'] == 'bytes 10-19/25600' and target.read_bytes() == bytes(range(10, 20))
    assert 'PreconditionFailed' in aws.refused('s3api', 'get-object', '--bucket', 'from-the-world', '--key', key, '--if-match',
                                                   '"x"', str(target))
    assert 'NoSuchKey' in aws.refused('s3api', 'get-object', '--bucket', 'from-the-world', '--key', 'none', str(target))
    aws('s3api', 'delete-object', '--bucket', 'from-the-world', '--key', key)
    gone = aws('s3api', 'delete-objects', '--bucket', 'from-the-world', '--delete',
               json.dumps({'Objects': [{'Key': 'a/greeting.txt'}, {'Key': 'none'}]}))
    assert {item['Key'] for item in gone['Deleted']} == {'a/greeting.txt', 'none'}
    assert aws('s3api', 'list-objects-v2', '--bucket', 'from-the-world').get('Contents') is None


def test_files_and_listings(aws, tmp_path):
    folder, back = tmp_path / 'up', tmp_path / 'down'
    for number in range(5):
        (folder / str(number % 2)).mkdir(parents=True, exist_ok=True)
        (folder / str(number % 2) / f'file {number}.txt').write_text(f'content {number}')
    assert aws.run('s3', 'cp', '--recursive', '--quiet', str(folder), 's3://from-the-world/up').returncode == 0
    listed = aws('s3api', 'list-objects-v2', '--bucket', 'from-the-world', '--prefix', 'up/', '--page-size', '2')
    assert [item['Key'] for item in listed['Contents']] == [
        'up/0/file 0.txt', 'up/0/file 2.txt', 'up/0/file 4.txt', 'up/1/file 1.txt', 'up/1/file 3.txt']
    first = aws('s3api', 'list-objects-v2', '--bucket', 'from-the-world', '--prefix', 'up/', '--max-items', '3')
    rest = aws('s3api', 'list-objects-v2', '--bucket', 'from-the-world', '--prefix', 'up/', '--starting-token', first['NextToken'])
    assert len(first['Contents']) + len(rest['Contents']) == 5
    plain = aws.run('s3', 'ls', 's3://from-the-world/up/')
    assert plain.stdout.split() == ['PRE', '0/', 'PRE', '1/']
    assert aws.run('s3', 'cp', '--recursive', '--quiet', 's3://from-the-world/up', str(back)).returncode == 0
    assert (back / '1' / 'file 3.txt').read_text() == 'content 3'


def test_logs(aws):
    group, base = '/cli/group', int(time.time()) * 1000 - 60_000
    aws('logs', 'create-log-group', '--log-group-name', group)
    for stream in ('s1', 's2', 's3'):
        aws('logs', 'create-log-stream', '--log-group-name', group, '--log-stream-name', stream)
    put = aws('logs', 'put-log-events', '--log-group-name', group, '--log-stream-name', 's1', '--log-events', json.dumps(
        [{'timestamp': base + number, 'message': f'line {number} {"REJECT" if number % 2 else "ACCEPT"}'} for number in range(10)]))
    assert put['nextSequenceToken']
    assert [found['logGroupName'] for found in aws('logs', 'describe-log-groups')['logGroups']] == [group]
    streams = aws('logs', 'describe-log-streams', '--log-group-name', group, '--page-size', '1')['logStreams']
    assert [stream['logStreamName'] for stream in streams] == ['s1', 's2', 's3']
    found = aws('logs', 'filter-log-events', '--log-group-name', group, '--filter-pattern', 'REJECT', '--page-size', '2')
    assert [event['message'] for event in found['events']] == [f'line {number} REJECT' for number in (1, 3, 5, 7, 9)]
    got = aws('logs', 'get-log-events', '--log-group-name', group, '--log-stream-name', 's1', '--start-from-head', '--limit', '3')
    assert [event['timestamp'] - base for event in got['events']] == [0, 1, 2]
    aws('logs', 'delete-log-stream', '--log-group-name', group, '--log-stream-name', 's3')
    aws('logs', 'delete-log-group', '--log-group-name', group)
    assert 'ResourceNotFoundException' in aws.refused('logs', 'filter-log-events', '--log-group-name', group)


def test_flow_logs(aws):
    made = [aws('ec2', 'create-flow-logs', '--resource-type', 'VPC', '--resource-ids', f'vpc-{number}', '--traffic-type',
                'ALL', '--log-destination-type', 's3', '--log-destination', 'arn:aws:s3:::from-the-world')['FlowLogIds'][0]
            for number in range(3)]
    found = aws('ec2', 'describe-flow-logs', '--page-size', '5')['FlowLogs']
    assert {flow_log['FlowLogId'] for flow_log in found} == set(made)
    found = aws('ec2', 'describe-flow-logs', '--filter', 'Name=resource-id,Values=vpc-1')['FlowLogs']
    assert [flow_log['FlowLogId'] for flow_log in found] == [made[1]]
    assert aws('ec2', 'delete-flow-logs', '--flow-log-ids', *made[:2])['Unsuccessful'] == []
    assert len(aws('ec2', 'describe-flow-logs')['FlowLogs']) == 1
    assert 'InvalidFlowLogId' in aws.refused('ec2', 'describe-flow-logs', '--flow-log-ids', made[0])


def test_identity_and_roles(aws, server):
    assert aws('sts', 'get-caller-identity')['Account'] == ACCOUNT
    answer = aws('sts', 'assume-role', '--role-arn', READER_ROLE, '--role-session-name', 'cli', '--external-id', EXTERNAL_ID)
    credentials = answer['Credentials']
    assumed = CommandLine(server, AWS_ACCESS_KEY_ID=credentials['AccessKeyId'],
                          AWS_SECRET_ACCESS_KEY=credentials['SecretAccessKey'],
                          AWS_SESSION_TOKEN=credentials['SessionToken'])
    assert assumed('sts', 'get-caller-identity')['Account'] == PARTNER
    assert 'AccessDenied' in aws.refused('sts', 'assume-role', '--role-arn', READER_ROLE, '--role-session-name', 'cli')


@pytest.mark.parametrize('arguments, code', [
    (('s3api', 'list-buckets'), 'SignatureDoesNotMatch'),
    (('logs', 'describe-log-groups'), 'InvalidSignatureException'),
    (('ec2', 'describe-flow-logs'), 'SignatureDoesNotMatch'),
    (('sts', 'get-caller-identity'), 'SignatureDoesNotMatch'),
])
def test_a_wrong_secret_in_each_protocol(server, arguments, code):
    assert code in CommandLine(server, AWS_SECRET_ACCESS_KEY='wrong').refused(*arguments)
