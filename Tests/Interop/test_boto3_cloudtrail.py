"""boto3's view of SNS, SQS, bucket settings and CloudTrail, and how they work together. Every signature is checked."""

import gzip
import hashlib
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from botocore.exceptions import ClientError

from clients import make_client
from mockserver import ACCOUNT, PARTNER_KEY, PARTNER_SECRET

BUCKET = 'trail-logs'
TOPIC = f'arn:aws:sns:us-east-1:{ACCOUNT}:trail-topic'
TRAIL = f'arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main'


@pytest.fixture
def sqs(client):
    return client('sqs')


@pytest.fixture
def sns(client):
    return client('sns')


@pytest.fixture
def cloudtrail(client):
    return client('cloudtrail')


def code(call, **parameters):
    """The code and the status of the error that a call must give."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    answer = caught.value.response
    return answer['Error']['Code'], answer['ResponseMetadata']['HTTPStatusCode']


def bucket_policy(prefix=''):
    service = {'Service': 'cloudtrail.amazonaws.com'}
    return json.dumps({'Version': '2012-10-17', 'Statement': [
        {'Sid': 'AWSCloudTrailAclCheck20150319', 'Effect': 'Allow', 'Principal': service, 'Action': 's3:GetBucketAcl',
         'Resource': f'arn:aws:s3:::{BUCKET}', 'Condition': {'StringEquals': {'aws:SourceArn': TRAIL}}},
        {'Sid': 'AWSCloudTrailWrite20150319', 'Effect': 'Allow', 'Principal': service, 'Action': 's3:PutObject',
         'Resource': f'arn:aws:s3:::{BUCKET}/{prefix}AWSLogs/{ACCOUNT}/*',
         'Condition': {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': TRAIL}}},
    ]})


def topic_policy():
    return json.dumps({'Version': '2012-10-17', 'Statement': [
        {'Sid': 'AWSCloudTrailSNSPolicy20131101', 'Effect': 'Allow', 'Action': 'SNS:Publish', 'Resource': TOPIC,
         'Principal': {'Service': 'cloudtrail.amazonaws.com'},
         'Condition': {'StringEquals': {'aws:SourceArn': TRAIL}}}]})


def deliver(server, expected=200, **body):
    request = urllib.request.Request(
        f'{server.endpoint}/_mock/cloudtrail/deliver', data=json.dumps(body).encode(), method='POST')
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            assert response.status == expected
            return json.loads(response.read())
    except urllib.error.HTTPError as error:
        assert error.code == expected
        return json.loads(error.read())


def receive(sqs, url, **options):
    options = {'MaxNumberOfMessages': 10, 'MessageSystemAttributeNames': ['All'], **options}
    return sqs.receive_message(QueueUrl=url, **options).get('Messages', [])


@pytest.fixture
def chain(sqs, sns, s3, cloudtrail):
    """What the scripts of old made: topic, policy, queue, subscription, bucket, policy, trail; it logs."""
    topic = sns.create_topic(Name='trail-topic')['TopicArn']
    sns.set_topic_attributes(TopicArn=topic, AttributeName='Policy', AttributeValue=topic_policy())
    url = sqs.create_queue(QueueName='trail-queue', Attributes={'VisibilityTimeout': '60'})['QueueUrl']
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
    policy = {'Version': '2012-10-17', 'Statement': [
        {'Effect': 'Allow', 'Principal': {'Service': 'sns.amazonaws.com'}, 'Action': 'sqs:SendMessage',
         'Resource': arn, 'Condition': {'ArnEquals': {'aws:SourceArn': topic}}}]}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={'Policy': json.dumps(policy)})
    sns.subscribe(TopicArn=topic, Protocol='sqs', Endpoint=arn)
    s3.create_bucket(Bucket=BUCKET)
    s3.put_bucket_policy(Bucket=BUCKET, Policy=bucket_policy())
    made = cloudtrail.create_trail(
        Name='main', S3BucketName=BUCKET, SnsTopicName='trail-topic', IsMultiRegionTrail=True,
        EnableLogFileValidation=True, TagsList=[{'Key': 'made-by', 'Value': 'test'}])
    assert made['TrailARN'] == TRAIL and made['SnsTopicARN'] == topic and made['LogFileValidationEnabled'] is True
    cloudtrail.start_logging(Name='main')
    return url


def test_log_files_reach_the_queue(server, chain, sqs, s3, cloudtrail):
    (first,) = receive(sqs, chain)
    assert json.loads(first['Body'])['Message'] == 'CloudTrail validation message.'
    sqs.delete_message(QueueUrl=chain, ReceiptHandle=first['ReceiptHandle'])

    made = deliver(server, trail='main', count=5, seed=7)
    (message,) = receive(sqs, chain)
    assert hashlib.md5(message['Body'].encode()).hexdigest() == message['MD5OfBody']
    envelope = json.loads(message['Body'])
    assert envelope['Type'] == 'Notification' and envelope['TopicArn'] == TOPIC
    assert message['Body'].startswith('{\n  "Type" : "Notification",\n  "MessageId" : "')
    notification = json.loads(envelope['Message'])
    assert notification == {'s3Bucket': BUCKET, 's3ObjectKey': made['keys']}
    (key,) = made['keys']
    assert key.startswith(f'AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/20')
    name = key.rsplit('/', 1)[1]
    assert name.startswith(f'{ACCOUNT}_CloudTrail_us-east-1_') and name.endswith('.json.gz')
    content = s3.get_object(Bucket=BUCKET, Key=key)['Body'].read()
    records = json.loads(gzip.decompress(content))['Records']
    assert len(records) == 5 and all(record['recipientAccountId'] == ACCOUNT for record in records)

    status = cloudtrail.get_trail_status(Name=TRAIL)
    assert status['IsLogging'] and status['LatestDeliveryTime'] and status['LatestNotificationTime']
    found = cloudtrail.lookup_events()['Events']
    assert {event['EventId'] for event in found} == {record['eventID'] for record in records}
    only = cloudtrail.lookup_events(
        LookupAttributes=[{'AttributeKey': 'EventId', 'AttributeValue': records[0]['eventID']}])['Events']
    assert json.loads(only[0]['CloudTrailEvent']) == records[0]


def test_late_files_and_duplicates(server, chain, sqs):
    now = deliver(server, trail=TRAIL, records=[{'eventID': '1'}])
    late = deliver(server, trail='main', records=[{'eventID': '2'}], late=7200)
    assert late['keys'][0].rsplit('_', 2)[1] < now['keys'][0].rsplit('_', 2)[1]
    assert len(deliver(server, trail='main', count=1, duplicate=True)['keys']) == 2
    assert len(deliver(server, trail='main', count=1, duplicate='notification')['messageIds']) == 2
    assert len(receive(sqs, chain)) == 6, 'one of them validates the topic'


def test_what_is_missing_is_said(server, sns, s3, cloudtrail):
    create = {'Name': 'main', 'S3BucketName': BUCKET}
    assert code(cloudtrail.create_trail, **create) == ('S3BucketDoesNotExistException', 400)
    s3.create_bucket(Bucket=BUCKET)
    assert code(cloudtrail.create_trail, **create) == ('InsufficientS3BucketPolicyException', 400)
    s3.put_bucket_policy(Bucket=BUCKET, Policy=bucket_policy())
    with_topic = {**create, 'SnsTopicName': 'trail-topic'}
    assert code(cloudtrail.create_trail, **with_topic) == ('InsufficientSnsTopicPolicyException', 400)
    sns.create_topic(Name='trail-topic')
    assert code(cloudtrail.create_trail, **with_topic) == ('InsufficientSnsTopicPolicyException', 400)
    with_prefix = {**create, 'S3KeyPrefix': 'audit'}
    assert code(cloudtrail.create_trail, **with_prefix) == ('InsufficientS3BucketPolicyException', 400)
    cloudtrail.create_trail(**create)
    assert code(cloudtrail.create_trail, **create) == ('TrailAlreadyExistsException', 400)
    assert code(cloudtrail.create_trail, Name='a--b', S3BucketName=BUCKET) == ('InvalidTrailNameException', 400)
    assert code(cloudtrail.get_trail, Name='other') == ('TrailNotFoundException', 400)
    assert 'does not log' in deliver(server, 409, trail='main')['error']
    assert 'trail must name' in deliver(server, 400)['error']


def test_a_policy_that_goes_breaks_the_delivery(server, chain, s3, sns, cloudtrail):
    s3.delete_bucket_policy(Bucket=BUCKET)
    assert deliver(server, trail='main')['deliveryError'] == 'AccessDenied'
    assert cloudtrail.get_trail_status(Name='main')['LatestDeliveryError'] == 'AccessDenied'
    s3.put_bucket_policy(Bucket=BUCKET, Policy=bucket_policy())
    sns.delete_topic(TopicArn=TOPIC)
    assert deliver(server, trail='main')['notificationError'] == 'NotFound'
    status = cloudtrail.get_trail_status(Name='main')
    assert status['LatestNotificationError'] == 'NotFound' and 'LatestDeliveryError' not in status


def test_trails_can_be_changed_and_seen(chain, client, cloudtrail):
    assert cloudtrail.list_tags(ResourceIdList=[TRAIL])['ResourceTagList'][0]['TagsList'] == [
        {'Key': 'made-by', 'Value': 'test'}]
    cloudtrail.add_tags(ResourceId=TRAIL, TagsList=[{'Key': 'k', 'Value': 'v'}])
    assert len(cloudtrail.list_tags(ResourceIdList=[TRAIL])['ResourceTagList'][0]['TagsList']) == 2
    cloudtrail.update_trail(Name='main', SnsTopicName='', IsMultiRegionTrail=True)
    trail = cloudtrail.get_trail(Name='main')['Trail']
    assert 'SnsTopicARN' not in trail and trail['HomeRegion'] == 'us-east-1'
    elsewhere = client('cloudtrail', region='eu-west-1')
    assert [found['TrailARN'] for found in elsewhere.describe_trails()['trailList']] == [TRAIL]
    assert elsewhere.describe_trails(includeShadowTrails=False)['trailList'] == []
    assert code(elsewhere.stop_logging, Name=TRAIL) == ('InvalidHomeRegionException', 400)
    partner = client('cloudtrail', key=PARTNER_KEY, secret=PARTNER_SECRET)
    assert partner.describe_trails()['trailList'] == []
    cloudtrail.stop_logging(Name='main')
    assert cloudtrail.get_trail_status(Name='main')['IsLogging'] is False
    cloudtrail.delete_trail(Name='main')
    assert cloudtrail.describe_trails(trailNameList=['main'])['trailList'] == []
    (key,) = cloudtrail.list_public_keys()['PublicKeyList']
    assert key['Fingerprint'] == hashlib.md5(key['Value']).hexdigest()


def test_messages_hide_and_come_back(sqs):
    url = sqs.create_queue(QueueName='q', tags={'k': 'v'})['QueueUrl']
    assert sqs.list_queue_tags(QueueUrl=url)['Tags'] == {'k': 'v'}
    sent = sqs.send_message(QueueUrl=url, MessageBody='é', MessageAttributes={
        'n': {'DataType': 'String', 'StringValue': 'v'}, 'b': {'DataType': 'Binary', 'BinaryValue': b'\0\1'}})
    assert sent['MD5OfMessageBody'] == hashlib.md5('é'.encode()).hexdigest()
    (first,) = receive(sqs, url, MessageAttributeNames=['All'])
    assert first['MD5OfMessageAttributes'] == sent['MD5OfMessageAttributes']
    assert first['MessageAttributes']['b']['BinaryValue'] == b'\0\1'
    assert first['Attributes']['ApproximateReceiveCount'] == '1'
    assert receive(sqs, url) == []
    counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['All'])['Attributes']
    assert counts['ApproximateNumberOfMessagesNotVisible'] == '1' and counts['ApproximateNumberOfMessages'] == '0'
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=first['ReceiptHandle'], VisibilityTimeout=0)
    assert code(
        sqs.change_message_visibility, QueueUrl=url, ReceiptHandle=first['ReceiptHandle'], VisibilityTimeout=9
    ) == ('AWS.SimpleQueueService.MessageNotInflight', 400)
    (second,) = receive(sqs, url)
    assert second['Attributes']['ApproximateReceiveCount'] == '2'

    # A stale handle deletes nothing, and cannot hide the message.
    sqs.delete_message(QueueUrl=url, ReceiptHandle=first['ReceiptHandle'])
    assert code(
        sqs.change_message_visibility, QueueUrl=url, ReceiptHandle=first['ReceiptHandle'], VisibilityTimeout=9
    ) == ('InvalidParameterValue', 400)
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=second['ReceiptHandle'], VisibilityTimeout=0)
    assert len(receive(sqs, url)) == 1
    for call in (sqs.delete_message, sqs.change_message_visibility):
        extra = {} if call == sqs.delete_message else {'VisibilityTimeout': 1}
        assert code(call, QueueUrl=url, ReceiptHandle='x', **extra) == ('ReceiptHandleIsInvalid', 400)
    sqs.delete_queue(QueueUrl=url)
    with pytest.raises(sqs.exceptions.QueueDoesNotExist) as caught:
        receive(sqs, url)
    assert caught.value.response['Error']['Code'] == 'AWS.SimpleQueueService.NonExistentQueue'


def test_messages_that_fail_go_to_the_dead_letter_queue(sqs):
    dead = sqs.create_queue(QueueName='dead')['QueueUrl']
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
    url = sqs.create_queue(QueueName='q', Attributes={
        'VisibilityTimeout': '0',
        'RedrivePolicy': json.dumps({'deadLetterTargetArn': arn, 'maxReceiveCount': 2})})['QueueUrl']
    sqs.send_message(QueueUrl=url, MessageBody='poison')
    assert len(receive(sqs, url)) == 1 and len(receive(sqs, url)) == 1 and receive(sqs, url) == []
    (message,) = receive(sqs, dead)
    assert message['Body'] == 'poison' and message['Attributes']['DeadLetterQueueSourceArn'].endswith(':q')


def test_batches_have_ten_entries(sqs):
    url = sqs.create_queue(QueueName='q')['QueueUrl']
    for number in range(12):
        sqs.send_message(QueueUrl=url, MessageBody=str(number))
    messages = receive(sqs, url)
    assert [message['Body'] for message in messages] == [str(number) for number in range(10)]
    entries = [{'Id': str(index), 'ReceiptHandle': message['ReceiptHandle']} for index, message in enumerate(messages)]
    answer = sqs.delete_message_batch(QueueUrl=url, Entries=entries[:9] + [{'Id': 'bad', 'ReceiptHandle': 'x'}])
    assert len(answer['Successful']) == 9
    assert [(failed['Id'], failed['Code']) for failed in answer['Failed']] == [('bad', 'ReceiptHandleIsInvalid')]
    prefix = 'AWS.SimpleQueueService.'
    assert code(sqs.delete_message_batch, QueueUrl=url, Entries=[]) == (prefix + 'EmptyBatchRequest', 400)
    many = [{'Id': str(number), 'ReceiptHandle': 'x'} for number in range(11)]
    assert code(sqs.delete_message_batch, QueueUrl=url, Entries=many) == (prefix + 'TooManyEntriesInBatchRequest', 400)
    same = [{'Id': '1', 'ReceiptHandle': 'x'}] * 2
    assert code(sqs.delete_message_batch, QueueUrl=url, Entries=same) == (prefix + 'BatchEntryIdsNotDistinct', 400)
    assert code(sqs.receive_message, QueueUrl=url, MaxNumberOfMessages=11) == ('InvalidParameterValue', 400)


def test_long_poll_ends_with_the_message(server, sqs):
    url = sqs.create_queue(QueueName='q', Attributes={'ReceiveMessageWaitTimeSeconds': '20'})['QueueUrl']
    sender = make_client('sqs', server.endpoint)
    timer = threading.Timer(0.5, lambda: sender.send_message(QueueUrl=url, MessageBody='now'))
    started = time.monotonic()
    timer.start()
    assert [message['Body'] for message in receive(sqs, url)] == ['now']
    assert 0.4 < time.monotonic() - started < 5
    assert receive(sqs, url, WaitTimeSeconds=1) == []
    assert time.monotonic() - started > 1.4


def test_long_polls_hold_no_thread(server, sqs):
    url = sqs.create_queue(QueueName='q')['QueueUrl']
    polls = [threading.Thread(target=receive, args=(make_client('sqs', server.endpoint), url),
                              kwargs={'WaitTimeSeconds': 2}) for _ in range(30)]
    for poll in polls:
        poll.start()
    started = time.monotonic()
    sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['All'])
    assert time.monotonic() - started < 1.5
    for poll in polls:
        poll.join()


def test_queues_are_told_by_their_path_alone(sqs, client):
    url = sqs.create_queue(QueueName='q', Attributes={'DelaySeconds': '60'})['QueueUrl']
    assert url.endswith(f'/{ACCOUNT}/q')
    sqs.send_message(QueueUrl=f'https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q', MessageBody='x', DelaySeconds=0)
    assert len(receive(sqs, f'https://queue.amazonaws.com/{ACCOUNT}/q')) == 1
    assert sqs.get_queue_url(QueueName='q')['QueueUrl'] == url
    assert code(client('sqs', region='eu-west-1').get_queue_url, QueueName='q')[0].endswith('NonExistentQueue')
    assert code(sqs.create_queue, QueueName='q', Attributes={'DelaySeconds': '5'}) == ('QueueAlreadyExists', 400)
    assert sqs.create_queue(QueueName='q', Attributes={'DelaySeconds': '60'})['QueueUrl'] == url
    assert code(sqs.create_queue, QueueName='r', Attributes={'DelaySeconds': '901'}) == ('InvalidAttributeValue', 400)


def test_topics_fan_out(sqs, sns):
    topic = sns.create_topic(Name='t', Tags=[{'Key': 'k', 'Value': 'v'}])['TopicArn']
    urls = {name: sqs.create_queue(QueueName=name)['QueueUrl'] for name in ('raw', 'wrapped')}
    arns = {}
    for name, raw in (('raw', 'true'), ('wrapped', 'false')):
        queue = f'arn:aws:sqs:us-east-1:{ACCOUNT}:{name}'
        policy = {'Statement': {
            'Effect': 'Allow', 'Principal': {'Service': 'sns.amazonaws.com'}, 'Action': 'sqs:SendMessage',
            'Resource': queue, 'Condition': {'ArnEquals': {'aws:SourceArn': topic}}}}
        sqs.set_queue_attributes(QueueUrl=urls[name], Attributes={'Policy': json.dumps(policy)})
        arns[name] = sns.subscribe(
            TopicArn=topic, Protocol='sqs', Endpoint=queue,
            Attributes={'RawMessageDelivery': raw})['SubscriptionArn']
    sns.publish(TopicArn=topic, Message='hello "you"', Subject='s', MessageAttributes={
        'n': {'DataType': 'String', 'StringValue': 'v'}})
    (raw,) = receive(sqs, urls['raw'], MessageAttributeNames=['All'])
    assert raw['Body'] == 'hello "you"' and raw['MessageAttributes']['n']['StringValue'] == 'v'
    (wrapped,) = receive(sqs, urls['wrapped'])
    envelope = json.loads(wrapped['Body'])
    assert envelope['Message'] == 'hello "you"' and envelope['Subject'] == 's'
    assert envelope['MessageAttributes'] == {'n': {'Type': 'String', 'Value': 'v'}}
    assert len(sns.list_subscriptions_by_topic(TopicArn=topic)['Subscriptions']) == 2
    sns.unsubscribe(SubscriptionArn=arns['raw'])
    attributes = sns.get_topic_attributes(TopicArn=topic)['Attributes']
    assert attributes['SubscriptionsConfirmed'] == '1' and attributes['Owner'] == ACCOUNT
    sns.tag_resource(ResourceArn=topic, Tags=[{'Key': 'l', 'Value': 'w'}])
    assert len(sns.list_tags_for_resource(ResourceArn=topic)['Tags']) == 2
    sns.delete_topic(TopicArn=topic)
    assert code(sns.publish, TopicArn=topic, Message='x') == ('NotFound', 404)


def test_buckets_tell_queues(sqs, s3):
    url = sqs.create_queue(QueueName='q')['QueueUrl']
    queue = f'arn:aws:sqs:us-east-1:{ACCOUNT}:q'
    s3.create_bucket(Bucket='bucket')
    configuration = {'QueueConfigurations': [{
        'Id': 'all', 'QueueArn': queue, 'Events': ['s3:ObjectCreated:*'],
        'Filter': {'Key': {'FilterRules': [{'Name': 'prefix', 'Value': 'in/'}]}}}]}
    s3.put_bucket_notification_configuration(Bucket='bucket', NotificationConfiguration=configuration)
    (test,) = receive(sqs, url)
    assert json.loads(test['Body'])['Event'] == 's3:TestEvent'
    s3.put_object(Bucket='bucket', Key='out/x', Body=b'x')
    s3.put_object(Bucket='bucket', Key='in/a b+ü.gz', Body=b'abc')
    s3.delete_object(Bucket='bucket', Key='in/a b+ü.gz')
    (message,) = receive(sqs, url)
    (record,) = json.loads(message['Body'])['Records']
    assert record['eventName'] == 'ObjectCreated:Put' and record['s3']['configurationId'] == 'all'
    assert record['s3']['object']['key'] == 'in/a+b%2B%C3%BC.gz' and record['s3']['object']['size'] == 3
    configuration['QueueConfigurations'][0]['QueueArn'] = queue + 'x'
    assert code(s3.put_bucket_notification_configuration, Bucket='bucket', NotificationConfiguration=configuration) == (
        'InvalidArgument', 400)


def test_settings_of_buckets(s3):
    s3.create_bucket(Bucket=BUCKET)
    assert code(s3.get_bucket_policy, Bucket=BUCKET) == ('NoSuchBucketPolicy', 404)
    assert code(s3.get_bucket_tagging, Bucket=BUCKET) == ('NoSuchTagSet', 404)
    s3.put_bucket_policy(Bucket=BUCKET, Policy=bucket_policy())
    assert s3.get_bucket_policy(Bucket=BUCKET)['Policy'] == bucket_policy()
    assert code(s3.put_bucket_policy, Bucket=BUCKET, Policy='x') == ('MalformedPolicy', 400)
    s3.put_bucket_tagging(Bucket=BUCKET, Tagging={'TagSet': [{'Key': 'k', 'Value': 'v'}]})
    assert s3.get_bucket_tagging(Bucket=BUCKET)['TagSet'] == [{'Key': 'k', 'Value': 'v'}]
    s3.delete_bucket(Bucket=BUCKET)
    s3.create_bucket(Bucket=BUCKET)
    assert code(s3.get_bucket_policy, Bucket=BUCKET) == ('NoSuchBucketPolicy', 404)


def test_queues_speak_the_protocol_of_old(server):
    """As clients of 2023 and before spoke: a form to the path of the queue."""
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    from mockserver import ACCESS_KEY, SECRET_KEY

    def call(path='/', expected=200, **form):
        data = urllib.parse.urlencode({**form, 'Version': '2012-11-05'}).encode()
        request = AWSRequest('POST', server.endpoint + path, data=data, headers={
            'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8'})
        SigV4Auth(Credentials(ACCESS_KEY, SECRET_KEY), 'sqs', 'us-east-1').add_auth(request)
        plain = urllib.request.Request(server.endpoint + path, data=data, headers=dict(request.headers), method='POST')
        try:
            with urllib.request.urlopen(plain, timeout=20) as response:
                status, body = response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read().decode()
        assert status == expected, body
        return body

    made = call(Action='CreateQueue', QueueName='q', **{'Attribute.1.Name': 'VisibilityTimeout', 'Attribute.1.Value': '5'})
    path = f'/{ACCOUNT}/q'
    assert f'{path}</QueueUrl>' in made
    assert '<MD5OfMessageBody>' in call(path, Action='SendMessage', MessageBody='a<b')
    received = call(path, Action='ReceiveMessage', WaitTimeSeconds='1', **{'AttributeName.1': 'All'})
    assert '<Body>a&lt;b</Body>' in received and '<Attribute><Name>ApproximateReceiveCount</Name>' in received
    assert '<Name>VisibilityTimeout</Name><Value>5</Value>' in call(
        path, Action='GetQueueAttributes', **{'AttributeName.1': 'All'})
    error = call(f'/{ACCOUNT}/none', 400, Action='DeleteQueue')
    assert '<Code>AWS.SimpleQueueService.NonExistentQueue</Code>' in error


def test_wrong_signatures_are_refused(server):
    for service, call in (('sqs', lambda c: c.get_queue_url(QueueName='q')),
                          ('sns', lambda c: c.create_topic(Name='t')),
                          ('cloudtrail', lambda c: c.describe_trails())):
        answer = code(lambda service=service, call=call: call(make_client(service, server.endpoint, secret='wrong')))
        assert answer[0] in ('SignatureDoesNotMatch', 'InvalidSignatureException')


def test_reset_forgets_queues_topics_and_trails(server, chain, sqs, sns, cloudtrail):
    server.reset()
    assert cloudtrail.describe_trails()['trailList'] == []
    assert code(sqs.get_queue_url, QueueName='trail-queue')[0] == 'AWS.SimpleQueueService.NonExistentQueue'
    assert code(sns.get_topic_attributes, TopicArn=TOPIC) == ('NotFound', 404)
