"""`cloudtrail_reader follow` on chains that setup made, that boto3 made, and on moto."""

import gzip
import json
import os
import subprocess
import urllib.request

import pytest

from clients import make_client
from mockserver import ACCOUNT, BINARIES, MockServer, aws_environment

KEY = (f'AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/2026/03/04/'
       f'{ACCOUNT}_CloudTrail_us-east-1_20260304T10{{:02}}Z_AAAAbbbbCCCCdddd.json.gz')


def reader(endpoint, *arguments, status=0):
    ran = subprocess.run([BINARIES / 'cloudtrail_reader', *arguments], capture_output=True, text=True, timeout=120,
                         env=aws_environment(endpoint))
    assert ran.returncode == status, f'{arguments}: {ran.stdout}{ran.stderr}'
    return ran


def follow(endpoint, queue, *arguments, status=0):
    """The events of one run, and its report."""
    ran = reader(endpoint, 'follow', queue, '--once', '--wait', '1', *arguments, status=status)
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr.splitlines()[-1]


def put(s3, bucket, number, *events):
    """Puts a log file with events of these ids; its key."""
    key = KEY.format(number)
    records = [{'eventVersion': '1.11', 'eventName': 'GetItem', 'eventID': event} for event in events]
    s3.put_object(Bucket=bucket, Key=key, Body=gzip.compress(json.dumps({'Records': records}).encode()))
    return key


@pytest.fixture
def mock(binaries):
    with MockServer() as server:
        yield server


@pytest.fixture
def moto(isolated_environment):
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f'http://{host}:{port}'
    server.stop()


def deliver(endpoint, **body):
    request = urllib.request.Request(f'{endpoint}/_mock/cloudtrail/deliver', json.dumps(body).encode(), method='POST')
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.loads(response.read())


def test_set_up_delivered_followed_and_torn_down_inside_exec(binaries, tmp_path):
    script = '''
        set -e
        cloudtrail_reader setup --trail main --quiet
        for seed in 1 2 3; do
            curl -sSf -o /dev/null -d "{\\"trail\\": \\"main\\", \\"count\\": 5, \\"seed\\": $seed}" \\
                "$AWS_ENDPOINT_URL/_mock/cloudtrail/deliver"
        done
        cloudtrail_reader follow "$1" --once --wait 1 > events.jsonl
        cloudtrail_reader doctor --trail main
        cloudtrail_reader teardown --trail main --delete-log-files
        wc -l < events.jsonl
    '''
    path = f'{BINARIES}{os.pathsep}{os.environ["PATH"]}'
    ran = subprocess.run([BINARIES / 'mock-aws', 'exec', '--', 'bash', '-c', script, 'bash', 'main'],
                         capture_output=True, text=True, timeout=120, cwd=tmp_path, env={**os.environ, 'PATH': path})
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.splitlines()[-1].strip() == '15'


def test_chain_of_boto3_is_followed(mock):
    from test_boto3_cloudtrail import bucket_policy, topic_policy
    endpoint = mock.endpoint
    sns, sqs, s3, cloudtrail = (make_client(name, endpoint) for name in ('sns', 'sqs', 's3', 'cloudtrail'))
    topic = sns.create_topic(Name='trail-topic')['TopicArn']
    sns.set_topic_attributes(TopicArn=topic, AttributeName='Policy', AttributeValue=topic_policy())
    url = sqs.create_queue(QueueName='trail-queue')['QueueUrl']
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
    policy = {'Statement': {
        'Effect': 'Allow', 'Principal': {'Service': 'sns.amazonaws.com'}, 'Action': 'sqs:SendMessage',
        'Resource': arn, 'Condition': {'ArnEquals': {'aws:SourceArn': topic}}}}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={'Policy': json.dumps(policy)})
    sns.subscribe(TopicArn=topic, Protocol='sqs', Endpoint=arn)
    s3.create_bucket(Bucket='trail-logs')
    s3.put_bucket_policy(Bucket='trail-logs', Policy=bucket_policy())
    cloudtrail.create_trail(Name='main', S3BucketName='trail-logs', SnsTopicName='trail-topic')
    cloudtrail.start_logging(Name='main')
    for seed in range(4):
        deliver(endpoint, trail='main', count=3, seed=seed)
    deliver(endpoint, trail='main', count=3, seed=9, duplicate='file')
    deliver(endpoint, trail='main', count=3, seed=10, duplicate='notification')
    events, report = follow(endpoint, arn)
    # What was delivered twice comes out once; the validation message of the trail is gone, too.
    assert len({event['eventID'] for event in events}) == len(events) == 18
    assert ' 0 left' in report and report.endswith('6 duplicate events')
    left = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['All'])['Attributes']
    assert left['ApproximateNumberOfMessages'] == left['ApproximateNumberOfMessagesNotVisible'] == '0'


def test_moto_is_set_up_followed_and_torn_down(moto):
    reader(moto, 'setup', '--trail', 'followed')
    sns, sqs, s3, cloudtrail = (make_client(name, moto) for name in ('sns', 'sqs', 's3', 'cloudtrail'))
    trail = cloudtrail.get_trail(Name='followed')['Trail']
    bucket, topic = trail['S3BucketName'], trail['SnsTopicARN']
    subscription, = sns.list_subscriptions_by_topic(TopicArn=topic)['Subscriptions']
    queue = subscription['Endpoint']
    keys = [put(s3, bucket, number, f'{number}-a', f'{number}-b') for number in range(6)]
    for key in keys[:3]:
        sns.publish(TopicArn=topic, Message=json.dumps({'s3Bucket': bucket, 's3ObjectKey': [key]}))
    sns.publish(TopicArn=topic, Message=json.dumps({'s3Bucket': bucket, 's3ObjectKey': keys[3:]}))
    sns.publish(TopicArn=topic, Message='CloudTrail validation message.')
    events, report = follow(moto, queue, '--thread-count', '2')
    assert sorted(event['eventID'] for event in events) == sorted(f'{n}-{x}' for n in range(6) for x in 'ab')
    assert ' 0 left, 6 objects read' in report
    url = sqs.get_queue_url(QueueName=queue.rsplit(':', 1)[1])['QueueUrl']
    assert sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['All'])['Attributes'][
        'ApproximateNumberOfMessagesNotVisible'] == '0'

    # A file that is not there: its message stays.
    sns.publish(TopicArn=topic, Message=json.dumps({'s3Bucket': bucket, 's3ObjectKey': [KEY.format(59)]}))
    events, report = follow(moto, url, status=1)
    assert events == [] and ' 1 left' in report
    reader(moto, 'doctor', '--trail', 'followed')
    reader(moto, 'teardown', '--trail', 'followed', '--delete-log-files')
    assert sqs.list_queues().get('QueueUrls', []) == []

