#!/usr/bin/env python3
"""Writes this world: `world.json`, `s3/`, `logs/`, and `expected.json` with the answers that readers must give.

    python3 recordings/quickstart/generator [FOLDER]

Everything follows from the seed and the tables below; nothing depends on the clock or the machine. The answers are
kept while the flows are made, not read back from the files, so that they do not share a reader's mistakes.
"""

import json
import shutil
import sys
from pathlib import Path

from answers import Answers
from formats import CUSTOM, DEFAULT, ECS, SHORT, TRANSIT_GATEWAY, header, line, log_format
from odd import ODD_OBJECTS
from packing import gzip_member
from traffic import ACCOUNT, PARTNER, Traffic, day_seconds

DAY = '2026/03/04'
WINDOW = {'start': '2026-03-04 00:00:00', 'end': '2026-03-05 00:00:00'}


class WorldWriter:
    """Collects the files of the world and what is known about them."""

    def __init__(self, folder):
        self.folder = folder
        self.flow_logs = []
        self.answers = {'window': WINDOW, 's3': {}, 'logs': {}}

    def flow_log(self, flow_log_id, resource, fields, account, region, **destination):
        self.flow_logs.append(
            {
                'flowLogId': flow_log_id,
                'resourceId': resource,
                'account': account,
                'region': region,
                'logFormat': log_format(fields),
                **destination,
            }
        )

    def write(self, path, content):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def s3_object(self, bucket, key, text, answers=None, content=None):
        """Writes one object and, when it lies in the window, counts it."""
        content = gzip_member(text) if content is None else content
        self.write(f's3/{bucket}/{key}', content)
        if answers is not None:
            answers.object(key, len(text.encode()), len(content))

    def s3_answers(self, bucket):
        return self.answers['s3'].setdefault(bucket, Answers())

    def log_answers(self, group):
        return self.answers['logs'].setdefault(group, Answers())

    def stream(self, account, region, group, stream, events):
        lines = ''.join(f'{time} {message}\n' for time, message in events)
        folder = 'logs' if (account, region) == (ACCOUNT, 'us-east-1') else f'logs/{account}/{region}'
        self.write(f'{folder}/{group.replace("/", "%2F")}/{stream}.log', lines.encode())

    def finish(self):
        buckets = sorted(path.name for path in (self.folder / 's3').iterdir())
        world = {
            'description': 'Synthetic flow logs of 2026-03-04; see README.md.',
            'accounts': [ACCOUNT, PARTNER],
            'regions': ['us-east-1', 'eu-west-1', 'us-west-2'],
            'roles': [
                {'arn': f'arn:aws:iam::{PARTNER}:role/flow-log-reader', 'externalId': 'quickstart-external-id'},
            ],
            'flowLogs': self.flow_logs,
            'buckets': [
                {'name': name, 'creationTime': '2026-01-01T00:00:00Z', 'lastModified': '2026-03-05T00:10:00Z'}
                for name in buckets
            ],
        }
        answers = {
            part: {name: value.spell() for name, value in found.items()} if part != 'window' else found
            for part, found in self.answers.items()
        }
        self.write('world.json', json.dumps(world, indent=2).encode() + b'\n')
        self.write('expected.json', json.dumps(answers, indent=1).encode() + b'\n')


def object_key(prefix, account, region, flow_log, day, clock, token, folder=None):
    name = f'{account}_vpcflowlogs_{region}_{flow_log}_{day.replace("/", "")}T{clock}Z_{token:08x}.log.gz'
    return (folder or f'{prefix}AWSLogs/{account}/vpcflowlogs/{region}/{day}/') + name


def write_daily_bucket(world):
    """`quickstart-flow-logs`: the default layout, four flow logs of two accounts, each with its own format."""
    bucket = 'quickstart-flow-logs'
    answers = world.s3_answers(bucket)
    flow_logs = [
        (ACCOUNT, 'eu-west-1', 'fl-0a11ce0000000002', CUSTOM, 4),
        (ACCOUNT, 'us-east-1', 'fl-0a11ce0000000001', DEFAULT, 8),
        (PARTNER, 'us-east-1', 'fl-0b0b000000000001', ECS, 3),
        (PARTNER, 'us-west-2', 'fl-0b0b000000000002', TRANSIT_GATEWAY, 3),
    ]
    token = 0x5EED0000
    for account, region, flow_log, fields, count in flow_logs:
        resource = 'tgw-0123456789abcdef0' if fields is TRANSIT_GATEWAY else 'vpc-0123456789abcdef0'
        world.flow_log(flow_log, resource, fields, account, region,
                       logDestinationType='s3', logDestination=f'arn:aws:s3:::{bucket}')
        for day, objects in (('2026/03/03', 1), (DAY, count), ('2026/03/05', 1)):
            traffic = Traffic(f'{bucket}/{flow_log}/{day}', account, region)
            inside = answers if day == DAY else None
            for index in range(objects):
                minute = 5 * (index * 37 % 280)
                clock = f'{minute // 60:02d}{minute % 60:02d}'
                flows = traffic.flows(40, day_seconds(day) + minute * 60)
                text = header(fields) + ''.join(line(fields, flow) for flow in flows)
                token += 1
                world.s3_object(bucket, object_key('', account, region, flow_log, day, clock, token), text, inside)
                if inside:
                    inside.records(object_key('', account, region, flow_log, day, clock, token), flows)
    # Neighbours that no reader of flow logs may touch.
    world.s3_object(bucket, f'AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/{DAY}/trail.json.gz', '{"Records":[]}')
    world.s3_object(bucket, f'AWSLogs/{ACCOUNT}/vpcflowlogs/us-east-1/{DAY}/readme.txt', '', content=b'not a flow log\n')


def write_hourly_bucket(world):
    """`quickstart-hourly`: one folder an hour, below the prefix `team/network`."""
    bucket = 'quickstart-hourly'
    answers = world.s3_answers(bucket)
    flow_log = 'fl-0a11ce0000000003'
    world.flow_log(flow_log, 'subnet-0123456789abcdef0', DEFAULT, ACCOUNT, 'us-east-1', logDestinationType='s3',
                   logDestination=f'arn:aws:s3:::{bucket}/team/network/',
                   destinationOptions={'fileFormat': 'plain-text', 'hiveCompatiblePartitions': False,
                                       'perHourPartition': True})
    traffic = Traffic(bucket, ACCOUNT, 'us-east-1')
    for hour in range(0, 24, 3):
        key = object_key('', ACCOUNT, 'us-east-1', flow_log, DAY, f'{hour:02d}10', 0xB0000000 + hour,
                         f'team/network/AWSLogs/{ACCOUNT}/vpcflowlogs/us-east-1/{DAY}/{hour:02d}/')
        flows = traffic.flows(15, day_seconds(DAY) + hour * 3600 + 600)
        world.s3_object(bucket, key, header(DEFAULT) + ''.join(line(DEFAULT, flow) for flow in flows), answers)
        answers.records(key, flows)


def write_hive_bucket(world):
    """`quickstart-hive`: Hive-compatible partitions, and the spelling `service=` of the Transit Gateway guide."""
    bucket = 'quickstart-hive'
    answers = world.s3_answers(bucket)
    for service, region, flow_log, fields in (
        ('aws-service', 'eu-west-1', 'fl-0a11ce0000000004', DEFAULT),
        ('service', 'us-east-1', 'fl-0a11ce0000000005', TRANSIT_GATEWAY),
    ):
        world.flow_log(flow_log, 'vpc-0123456789abcdef1', fields, ACCOUNT, region, logDestinationType='s3',
                       logDestination=f'arn:aws:s3:::{bucket}',
                       destinationOptions={'fileFormat': 'plain-text', 'hiveCompatiblePartitions': True,
                                           'perHourPartition': False})
        traffic = Traffic(f'{bucket}/{region}', ACCOUNT, region)
        for index in range(2):
            folder = (f'AWSLogs/aws-account-id={ACCOUNT}/{service}=vpcflowlogs/aws-region={region}/'
                      'year=2026/month=03/day=04/')
            key = object_key('', ACCOUNT, region, flow_log, DAY, f'{6 + index:02d}00', 0xC0000000 + index, folder)
            flows = traffic.flows(12, day_seconds(DAY) + (6 + index) * 3600)
            world.s3_object(bucket, key, header(fields) + ''.join(line(fields, flow) for flow in flows), answers)
            answers.records(key, flows)


def write_odd_buckets(world):
    """`quickstart-odd-lines`, `quickstart-corrupt` and `quickstart-no-flow-logs`: what real buckets hold, too."""
    bucket = 'quickstart-odd-lines'
    answers = world.s3_answers(bucket)
    for index, odd in enumerate(ODD_OBJECTS):
        key = object_key('', ACCOUNT, 'us-east-1', 'fl-0dd0000000000001', DAY, f'{index:02d}00', 0xD0000000 + index)
        world.s3_object(bucket, key, odd.text, answers, content=odd.content)
        answers.odd(key, odd)

    bucket = 'quickstart-corrupt'
    answers = world.s3_answers(bucket)
    traffic = Traffic(bucket, ACCOUNT, 'us-east-1')
    for index, damage in enumerate(('none', 'corrupt', 'truncated', 'none')):
        key = object_key('', ACCOUNT, 'us-east-1', 'fl-0bad000000000001', DAY, f'{index:02d}00', 0xE0000000 + index)
        flows = traffic.flows(10, day_seconds(DAY) + index * 3600)
        text = header(DEFAULT) + ''.join(line(DEFAULT, flow) for flow in flows)
        content = gzip_member(text)
        if damage == 'corrupt':
            # A block type that does not exist, in the first byte of the compressed data: nothing can be read.
            content = content[:10] + b'\xff' + content[11:]
        elif damage == 'truncated':
            content = content[:12]
        if damage == 'none':
            world.s3_object(bucket, key, text, answers, content=content)
            answers.records(key, flows)
        else:
            world.s3_object(bucket, key, text, content=content)
            answers.unreadable(key)

    world.s3_object('quickstart-no-flow-logs', f'AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/{DAY}/trail.json.gz',
                    '{"Records":[]}')


def write_log_groups(world):
    """The CloudWatch Logs side: one stream an interface, event time = start of the record."""
    us_east = (ACCOUNT, 'us-east-1')
    groups = [
        (us_east, '/vpc/flow-logs', [('fl-0c10000000000001', DEFAULT, ('eni-0aaa-all', 'eni-0bbb-all', 'eni-0ccc-all'))]),
        (us_east, '/vpc/custom-fields', [('fl-0c10000000000002', CUSTOM, ('eni-0ddd-all',))]),
        (us_east, '/vpc/two-formats', [('fl-0c10000000000003', DEFAULT, ('eni-0eee-all',)),
                                       ('fl-0c10000000000004', SHORT, ('eni-0fff-accept',))]),
        (us_east, '/vpc/quiet-stream', [('fl-0c10000000000005', DEFAULT, ('eni-0abc-all',))]),
        (us_east, '/vpc/no-flow-log', [(None, DEFAULT, ('eni-0def-all',))]),
        (us_east, '/tgw/flow-logs', [('fl-0c10000000000006', TRANSIT_GATEWAY, ('tgw-attach-0123',))]),
        ((ACCOUNT, 'eu-west-1'), '/vpc/flow-logs-eu', [('fl-0c10000000000007', DEFAULT, ('eni-0e01-all',))]),
        ((PARTNER, 'us-west-2'), '/vpc/partner', [('fl-0c10000000000008', DEFAULT, ('eni-0b01-all', 'eni-0b02-all'))]),
    ]
    for (account, region), group, flow_logs in groups:
        answers = world.log_answers(group)
        for place, (flow_log, fields, streams) in enumerate(flow_logs):
            if flow_log:
                world.flow_log(flow_log, 'vpc-0123456789abcdef0', fields, account, region,
                               logDestinationType='cloud-watch-logs', logGroupName=group)
            for number, stream in enumerate(streams):
                traffic = Traffic(f'{group}/{stream}', account, region)
                events = []
                for day in ('2026/03/03', DAY, '2026/03/05'):
                    # The world ends in one hour, in CloudWatch Logs as in S3: `--shift-to now` shows both.
                    begin = day_seconds(day) + (300 if day == '2026/03/05' else 41400)
                    for index, flow in enumerate(traffic.flows(30, 0)):
                        # Every event of a group has a time of its own, so that the order of events is certain.
                        flow['start'] = begin + 60 * index + 7 * number + 3 * place
                        flow['end'] = flow['start'] + 58
                        events.append((flow['start'] * 1000, line(fields, flow).rstrip('\n')))
                        if day == DAY:
                            answers.event(flow['start'], flow, events[-1][1])
                world.stream(account, region, group, stream, events)
    world.stream(ACCOUNT, 'us-east-1', '/vpc/quiet-stream', 'eni-0aba-all', [])


def main(folder):
    for part in ('s3', 'logs'):
        shutil.rmtree(folder / part, ignore_errors=True)
    world = WorldWriter(folder)
    write_daily_bucket(world)
    write_hourly_bucket(world)
    write_hive_bucket(world)
    write_odd_buckets(world)
    write_log_groups(world)
    world.finish()


if __name__ == '__main__':
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent)
