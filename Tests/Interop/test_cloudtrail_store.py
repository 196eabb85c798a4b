"""Other people's readers of what `cloudtrail_reader` stores and looks up: Python's sqlite3 and json, and boto3."""

import gzip
import json
import random
import sqlite3
import subprocess
import time
import uuid

import pytest

from clients import make_client
from commands import run
from mockserver import BINARIES, MockServer

COLUMNS = {
    'eventTime': ('eventTime',), 'eventSource': ('eventSource',), 'eventName': ('eventName',),
    'awsRegion': ('awsRegion',), 'recipientAccountId': ('recipientAccountId',),
    'userIdentityType': ('userIdentity', 'type'), 'userIdentityArn': ('userIdentity', 'arn'),
    'userIdentityUserName': ('userIdentity', 'userName'), 'userIdentityAccessKeyId': ('userIdentity', 'accessKeyId'),
    'sessionIssuerArn': ('userIdentity', 'sessionContext', 'sessionIssuer', 'arn'),
    'sourceIPAddress': ('sourceIPAddress',), 'errorCode': ('errorCode',), 'readOnly': ('readOnly',),
    'eventType': ('eventType',), 'eventCategory': ('eventCategory',),
}


def scan(arguments, endpoint='http://127.0.0.1:1', status=0):
    ran = run([BINARIES / 'cloudtrail_reader', 'scan'], arguments, endpoint)
    assert ran.returncode == status, ran.stderr.decode()
    return ran


def at(event, path):
    for name in path:
        event = event.get(name) if isinstance(event, dict) else None
    return event


def made_up(rng):
    """A record, with strings that need escapes and members that are missing."""
    event = {
        'eventVersion': '1.11', 'eventID': str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        'eventTime': f'2026-03-04T{rng.randrange(24):02}:00:00Z', 'eventName': rng.choice(('A"b', 'Ü', 'RunInstances')),
        'eventSource': 'ec2.amazonaws.com', 'awsRegion': 'us-east-1', 'recipientAccountId': '123456789012',
        'userIdentity': rng.choice((
            {'type': 'IAMUser', 'arn': 'arn:aws:iam::1:user/\U0001f600', 'userName': '\U0001f600', 'accessKeyId': ''},
            {'type': 'AssumedRole', 'sessionContext': {'sessionIssuer': {'arn': 'arn:aws:iam::1:role/r'}}},
            None)),
        'sourceIPAddress': '203.0.113.9', 'readOnly': rng.choice((True, False)), 'eventType': 'AwsApiCall',
        'eventCategory': 'Management', 'requestParameters': {'text': 'line\nbreak\t\\', 'n': 1.5e300},
    }
    for name in rng.sample(sorted(event), 3):
        if name not in ('eventID', 'eventVersion'):
            del event[name]
    if rng.random() < 0.3:
        event['errorCode'] = 'AccessDenied'
    return event


@pytest.fixture
def logs(tmp_path):
    """A folder of log files, and their records."""
    rng = random.Random(3)
    records = [made_up(rng) for _ in range(300)]
    for number in range(6):
        part = records[50 * number:50 * number + 50]
        text = json.dumps({'Records': part}, ensure_ascii=number % 2 == 0, indent=1 if number % 3 == 0 else None)
        path = tmp_path / 'logs' / str(number % 2) / f'{number}.json.gz'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()))
    return tmp_path / 'logs', records


def test_python_reads_the_store_and_finds_what_json_says(logs, tmp_path):
    folder, records = logs
    store = tmp_path / 'events.sqlite'
    for stored in (300, 0):
        ran = scan(['--location-type', 'file', str(folder), '--store', str(store), '--thread-count', '3'])
        assert ran.stderr.decode().splitlines()[-1] == (
            f'store: {stored} events stored, {300 - stored} were there already')
    with sqlite3.connect(store) as database:
        database.row_factory = sqlite3.Row
        rows = {row['eventID']: row for row in database.execute('SELECT * FROM events')}
        assert database.execute('PRAGMA integrity_check').fetchone()[0] == 'ok'
        names = database.execute("SELECT json_extract(json, '$.eventName') AS name, eventName FROM events")
        assert all(name == column for name, column in names)
    assert len(rows) == 300
    for event in records:
        row = rows[event['eventID']]
        assert json.loads(row['json']) == event
        for column, path in COLUMNS.items():
            assert row[column] == at(event, path), column


def test_the_store_is_read_while_it_is_written_to(logs, tmp_path):
    folder, _ = logs
    store = tmp_path / 'events.sqlite'
    scan(['--location-type', 'file', str(folder / '0'), '--store', str(store)])
    with sqlite3.connect(store) as database:
        found = database.execute('SELECT count(*) FROM events').fetchone()[0]
        processes = [
            subprocess.Popen([BINARIES / 'cloudtrail_reader', 'scan', '--location-type', 'file', str(folder), '--store',
                              str(store), '--quiet']) for _ in range(2)]
        assert [process.wait(60) for process in processes] == [0, 0]
        assert (found, database.execute('SELECT count(*) FROM events').fetchone()[0]) == (150, 300)


def test_printed_events_are_json_lines(logs):
    folder, records = logs
    lines = scan(['--location-type', 'file', str(folder)]).stdout.decode().split('\n')
    assert lines.pop() == ''
    found = {event['eventID']: event for event in map(json.loads, lines)}
    assert len(lines) == 300 and found == {event['eventID']: event for event in records}


def test_what_boto3_looks_up_we_look_up(tmp_path):
    now = int(time.time())
    rng = random.Random(5)
    records = []
    for number in range(120):
        event = made_up(rng) | {'awsRegion': 'us-east-1', 'recipientAccountId': '123456789012', 'eventName': 'Call'}
        moment = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(now - 60 * (number // 4) - 60))
        records.append(event | {'eventTime': moment, 'readOnly': number % 2 == 0})
    (tmp_path / 'cloudtrail').mkdir()
    (tmp_path / 'cloudtrail' / 'events.json').write_text(json.dumps({'Records': records}))
    with MockServer('--world', str(tmp_path)) as server:
        pages = make_client('cloudtrail', server.endpoint).get_paginator('lookup_events').paginate()
        theirs = [json.loads(event['CloudTrailEvent']) for page in pages for event in page['Events']]
        ours = scan(['--location-type', 'api'], server.endpoint)
        assert [json.loads(line) for line in ours.stdout.splitlines()] == theirs
        assert len(theirs) == 120
        reading = scan(['--location-type', 'api', '--read-only', 'true'], server.endpoint)
        assert b'60 events' in reading.stderr and len(reading.stdout.splitlines()) == 60
