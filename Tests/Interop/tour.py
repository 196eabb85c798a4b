"""A tour of AWS by several clients: what they do, and what they print.

The same tour is taken against moto, through the recorder, and against the recording.
"""

import gzip
import io
import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from clients import make_client
from commands import original, ours
from mockserver import aws_environment

BUCKET = 'tour-flow-logs'
GROUP = '/tour/flow-logs'
HEADER = 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'
S3 = ('--location-type', 's3')


class Tour:
    """The tour through the flow logs of one day, by default yesterday: moto refuses older log events, as AWS does."""

    def __init__(self, day=None):
        self.day = day or datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
        window = ('-s', f'{self.day:%Y-%m-%d} 00:00:00', '-e', f'{self.day:%Y-%m-%d} 23:59:59')
        self.reads = [
            (*window, *S3, BUCKET), (*window, *S3, BUCKET, 'aggregate'),
            (*window, *S3, BUCKET, 'findip', '198.51.100.7'),
            (*window, GROUP), (*window, GROUP, 'print', '5'), (*window, GROUP, 'aggregate'),
        ]
        self.clients = {'boto3': self.with_boto3, 'aws': self.with_aws_cli, 'flowlogs_reader': self.with_ours}

    def line(self, index):
        start = int(self.day.timestamp()) + 60 * index
        action = 'REJECT' if index % 3 == 0 else 'ACCEPT'
        return (f'2 123456789010 eni-0a{index % 4:02d}bc 198.51.100.{index % 200} 192.0.2.{index % 50} {40000 + index} '
                f'443 6 {index + 1} {100 * index + 40} {start} {start + 59} {action} OK')

    def objects(self):
        """Keys and bodies of the bucket."""
        for account, region, hour in [('123456789010', 'us-east-1', 0), ('123456789010', 'us-east-1', 1),
                                      ('123456789010', 'eu-west-1', 2), ('210987654321', 'us-east-1', 3)]:
            lines = [HEADER] + [self.line(60 * hour + minute) for minute in range(40)]
            key = (f'AWSLogs/{account}/vpcflowlogs/{region}/{self.day:%Y/%m/%d}/{account}_vpcflowlogs_{region}_'
                   f'fl-0123456789abcdef0_{self.day:%Y%m%d}T{hour:02d}05Z_0a1b2c{hour:02d}.log.gz')
            yield key, gzip.compress('\n'.join(lines).encode() + b'\n', mtime=0)

    def prepare(self, endpoint, with_vpc=True):
        """Fills the server: bucket, log group, flow log."""
        s3, logs, ec2 = (make_client(name, endpoint) for name in ('s3', 'logs', 'ec2'))
        s3.create_bucket(Bucket=BUCKET)
        for key, body in self.objects():
            s3.put_object(Bucket=BUCKET, Key=key, Body=body, ContentType='application/x-gzip')
        logs.create_log_group(logGroupName=GROUP)
        for stream in range(3):
            name = f'eni-0a{stream:02d}bc-all'
            logs.create_log_stream(logGroupName=GROUP, logStreamName=name)
            logs.put_log_events(logGroupName=GROUP, logStreamName=name, logEvents=[
                {'timestamp': int(self.day.timestamp() * 1000) + 60000 * index, 'message': self.line(index)}
                for index in range(stream, 90, 3)])
        vpc = ec2.create_vpc(CidrBlock='10.0.0.0/16')['Vpc']['VpcId'] if with_vpc else 'vpc-0123456789abcdef0'
        ec2.create_flow_logs(ResourceIds=[vpc], ResourceType='VPC', TrafficType='ALL', LogGroupName=GROUP,
                             DeliverLogsPermissionArn='arn:aws:iam::123456789012:role/flow')

    def with_boto3(self, endpoint):
        """What a boto3 script sees, as text."""
        s3, logs, ec2, sts = (make_client(name, endpoint) for name in ('s3', 'logs', 'ec2', 'sts'))
        out = io.StringIO()
        print(sts.get_caller_identity()['Account'], file=out)
        for page in s3.get_paginator('list_objects_v2').paginate(Bucket=BUCKET, Prefix='AWSLogs/',
                                                                 PaginationConfig={'PageSize': 3}):
            for item in page['Contents']:
                print(item['Key'], item['Size'], item['ETag'], file=out)
        key, _ = next(self.objects())
        print(gzip.decompress(s3.get_object(Bucket=BUCKET, Key=key)['Body'].read()).decode(), file=out)
        print(s3.head_object(Bucket=BUCKET, Key=key)['ContentLength'], file=out)
        try:
            s3.get_object(Bucket=BUCKET, Key='absent')
        except s3.exceptions.NoSuchKey as error:
            print(error, file=out)
        for page in logs.get_paginator('filter_log_events').paginate(logGroupName=GROUP):
            for event in page['events']:
                print(event['timestamp'], event['message'], file=out)
        flow_logs = ec2.describe_flow_logs(Filters=[{'Name': 'log-group-name', 'Values': [GROUP]}])['FlowLogs']
        print(json.dumps([log['LogGroupName'] for log in flow_logs]), file=out)
        return out.getvalue().encode()

    def with_aws_cli(self, endpoint):
        """What the aws CLI prints."""
        cli = Path(sys.executable).parent / 'aws'
        out = b''
        for arguments in [('s3', 'ls', f's3://{BUCKET}/', '--recursive'), ('sts', 'get-caller-identity', '--query', 'Account'),
                          ('s3', 'cp', f's3://{BUCKET}/{next(self.objects())[0]}', '-'),
                          ('logs', 'describe-log-streams', '--log-group-name', GROUP),
                          ('logs', 'describe-log-groups'),
                          ('ec2', 'describe-flow-logs', '--filter', f'Name=log-group-name,Values={GROUP}')]:
            ran = subprocess.run([sys.executable, cli, *arguments], capture_output=True, timeout=120,
                                 env=aws_environment(endpoint, AWS_MAX_ATTEMPTS='1', TZ='UTC'))
            out += ran.stdout + ran.stderr + b'-- %d\n' % ran.returncode
        return out

    def with_ours(self, endpoint):
        """What our flowlogs_reader prints."""
        return b''.join(printed(ours, arguments, endpoint) for arguments in self.reads)

    def with_original(self, endpoint):
        """What flowlogs_reader 5.0.1 prints."""
        return b''.join(printed(original, arguments, endpoint) for arguments in self.reads)


def printed(command, arguments, endpoint):
    ran = command(arguments, endpoint)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout, 'nothing was printed'
    return ran.stdout
