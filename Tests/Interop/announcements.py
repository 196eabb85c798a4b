"""A queue that is told of log files, in every shape in which AWS tells of them."""

import http.client
import json
import random
import threading
import time
from urllib.parse import quote_plus

from mockserver import ACCOUNT
from trailfiles import BUCKET

TOPIC = f'arn:aws:sns:us-east-1:{ACCOUNT}:trail'


def notification(keys):
    """What CloudTrail publishes."""
    return json.dumps({'s3Bucket': BUCKET, 's3ObjectKey': keys})


def s3_event(keys, name='ObjectCreated:Put'):
    """What a bucket tells: keys are encoded as in a form."""
    return json.dumps({'Records': [
        {'eventVersion': '2.1', 'eventSource': 'aws:s3', 'awsRegion': 'us-east-1', 'eventName': name,
         's3': {'s3SchemaVersion': '1.0', 'bucket': {'name': BUCKET, 'arn': f'arn:aws:s3:::{BUCKET}'},
                'object': {'key': quote_plus(key, safe='/'), 'size': 1}}} for key in keys]})


def envelope(message):
    """What a topic makes of a message."""
    return json.dumps({'Type': 'Notification', 'MessageId': '00000000-0000-4000-8000-000000000000', 'TopicArn': TOPIC,
                       'Message': message, 'Timestamp': '2026-03-04T00:00:00.000Z', 'SignatureVersion': '1'})


SHAPES = [notification, s3_event, lambda keys: envelope(notification(keys)), lambda keys: envelope(s3_event(keys))]
# What belongs to the services, and tells of no new file.
HARMLESS = ['CloudTrail validation message.', envelope('CloudTrail validation message.'),
            json.dumps({'Service': 'Amazon S3', 'Event': 's3:TestEvent', 'Bucket': BUCKET}),
            s3_event(['AWSLogs/gone.json.gz'], 'ObjectRemoved:Delete')]
MALFORMED = ['hello', '{"s3Bucket": "trail-logs", "s3ObjectKey": [', '[]', '{"s3Bucket": "trail-logs"}',
             envelope('{"Records": 7}'), '{"some": "other message"}']


class Queue:
    """A queue, and what was sent to it."""

    def __init__(self, port, trail, seed, visibility):
        self.trail = trail
        self.chance = random.Random(f'queue {seed}')
        self.connection = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
        self.lock = threading.Lock()
        self.used = time.monotonic()
        self.messages = []  # the files that each tells of; what is sent twice stands there twice
        self.messages_of = {}  # file: the places of its messages
        self.harmless = self.malformed = 0
        self.url = self._call('CreateQueue', QueueName='trail', Attributes={
            'VisibilityTimeout': str(visibility)})['QueueUrl']

    def announce(self, numbers):
        """Tells of files: one or several a message, some twice; now and then says something else."""
        chance = self.chance
        left = list(numbers)
        while left:
            count = chance.choice([1, 1, 1, 2, 5])
            some, left = left[:count], left[count:]
            body = chance.choice(SHAPES)([self.trail.files[number].key for number in some])
            times = 2 if chance.random() < 0.03 else 1
            for _ in range(times):
                for number in some:
                    self.messages_of.setdefault(number, []).append(len(self.messages))
                self.messages.append(some)
                self._send(body)
            if chance.random() < 0.003:
                self.harmless += 1
                self._send(chance.choice(HARMLESS))
            if chance.random() < 0.003:
                self.malformed += 1
                self._send(chance.choice(MALFORMED))

    def counts(self):
        """How many messages can be received, and how many somebody has received."""
        got = self._call('GetQueueAttributes', QueueUrl=self.url, AttributeNames=['All'])['Attributes']
        return int(got['ApproximateNumberOfMessages']), int(got['ApproximateNumberOfMessagesNotVisible'])

    def _send(self, body):
        self._call('SendMessage', QueueUrl=self.url, MessageBody=body)

    def _call(self, operation, **parameters):
        with self.lock:
            # A server ends connections that are idle for long.
            if time.monotonic() - self.used > 10:
                self.connection.close()
            self.used = time.monotonic()
            self.connection.request('POST', '/', json.dumps(parameters), {
                'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': f'AmazonSQS.{operation}'})
            answer = self.connection.getresponse()
            body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f'{operation}: {answer.status} {body}')
        return json.loads(body) if body else {}
