"""boto3 as a client: CloudWatch Logs."""

import time

import pytest
from botocore.exceptions import ClientError

GROUP = '/interop/group'
BASE = int(time.time()) * 1000 - 3_600_000


def code(caught):
    return caught.value.response['Error']['Code']


def events(*messages, start=BASE, step=1000):
    return [{'timestamp': start + index * step, 'message': message} for index, message in enumerate(messages)]


@pytest.fixture
def group(logs):
    logs.create_log_group(logGroupName=GROUP)
    return GROUP


@pytest.fixture
def filled(logs, group):
    """Two streams whose events lie between each other in time."""
    for number, stream in enumerate(('even', 'odd')):
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
        logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events(
            *(f'{stream} {index} {"REJECT" if index % 3 == 0 else "ACCEPT"}' for index in range(10)),
            start=BASE + number * 500))
    return group


def test_groups_come_and_go(logs, client):
    for name in ('/b', '/a/2', '/a/1'):
        logs.create_log_group(logGroupName=name)
    listed = logs.describe_log_groups()['logGroups']
    assert [group['logGroupName'] for group in listed] == ['/a/1', '/a/2', '/b']
    assert listed[0]['arn'] == 'arn:aws:logs:us-east-1:123456789012:log-group:/a/1:*'
    assert client('logs', region='eu-west-1').describe_log_groups()['logGroups'] == []
    assert [group['logGroupName'] for group in logs.describe_log_groups(logGroupNamePrefix='/a')['logGroups']] == ['/a/1', '/a/2']
    assert [group['logGroupName'] for group in logs.describe_log_groups(logGroupNamePattern='2')['logGroups']] == ['/a/2']
    logs.delete_log_group(logGroupName='/b')
    with pytest.raises(ClientError) as caught:
        logs.delete_log_group(logGroupName='/b')
    assert code(caught) == 'ResourceNotFoundException'
    with pytest.raises(ClientError) as caught:
        logs.create_log_group(logGroupName='/a/1')
    assert code(caught) == 'ResourceAlreadyExistsException'


def test_groups_and_streams_in_pages(logs, group):
    for number in range(7):
        logs.create_log_group(logGroupName=f'/pages/{number}')
        logs.create_log_stream(logGroupName=group, logStreamName=f'stream-{number}')
    pages = list(logs.get_paginator('describe_log_groups').paginate(
        logGroupNamePrefix='/pages/', PaginationConfig={'PageSize': 3}))
    assert [len(page['logGroups']) for page in pages] == [3, 3, 1]
    pages = list(logs.get_paginator('describe_log_streams').paginate(
        logGroupName=group, PaginationConfig={'PageSize': 2}))
    assert [stream['logStreamName'] for page in pages for stream in page['logStreams']] == [
        f'stream-{number}' for number in range(7)]


def test_streams_come_and_go(logs, group):
    logs.create_log_stream(logGroupName=group, logStreamName='s')
    with pytest.raises(ClientError) as caught:
        logs.create_log_stream(logGroupName=group, logStreamName='s')
    assert code(caught) == 'ResourceAlreadyExistsException'
    stream, = logs.describe_log_streams(logGroupName=group)['logStreams']
    assert 'firstEventTimestamp' not in stream and 'lastEventTimestamp' not in stream
    logs.delete_log_stream(logGroupName=group, logStreamName='s')
    for call in (logs.delete_log_stream, logs.get_log_events):
        with pytest.raises(ClientError) as caught:
            call(logGroupName=group, logStreamName='s')
        assert code(caught) == 'ResourceNotFoundException'


def test_streams_by_last_event(logs, filled):
    logs.create_log_stream(logGroupName=filled, logStreamName='empty')
    listed = logs.describe_log_streams(logGroupName=filled, orderBy='LastEventTime', descending=True)['logStreams']
    assert [stream['logStreamName'] for stream in listed][:2] == ['odd', 'even']
    assert listed[0]['firstEventTimestamp'] == BASE + 500 and listed[0]['lastEventTimestamp'] == BASE + 9500
    with pytest.raises(ClientError) as caught:
        logs.describe_log_streams(logGroupName=filled, orderBy='LastEventTime', logStreamNamePrefix='e')
    assert code(caught) == 'InvalidParameterException'


def test_filter_log_events_is_interleaved_by_time(logs, filled):
    found = logs.filter_log_events(logGroupName=filled)['events']
    assert [event['message'].split()[:2] for event in found] == [
        [stream, str(index)] for index in range(10) for stream in ('even', 'odd')]
    assert len({event['eventId'] for event in found}) == 20
    assert {event['logStreamName'] for event in found} == {'even', 'odd'}
    assert all(event['ingestionTime'] >= event['timestamp'] for event in found)


def test_filter_log_events_in_pages(logs, filled):
    pages = list(logs.get_paginator('filter_log_events').paginate(
        logGroupName=filled, PaginationConfig={'PageSize': 6}))
    assert sum(len(page['events']) for page in pages) == 20
    assert all(len(page['events']) <= 6 for page in pages)
    with pytest.raises(ClientError) as caught:
        logs.filter_log_events(logGroupName=filled, nextToken='not one of ours')
    assert code(caught) == 'InvalidParameterException'


@pytest.mark.parametrize('options, count', [
    ({'logStreamNames': ['odd']}, 10),
    ({'logStreamNamePrefix': 'ev'}, 10),
    ({'startTime': BASE + 1000, 'endTime': BASE + 2000}, 3),
    ({'startTime': BASE + 9501}, 0),
    ({'filterPattern': 'REJECT'}, 8),
    ({'filterPattern': '-REJECT'}, 12),
    ({'filterPattern': '"even 3" REJECT'}, 1),
    ({'filterPattern': '?"even 3" ?"odd 4"'}, 2),
    ({'filterPattern': '[stream, number>6, verdict=ACC*]'}, 4),
    ({'filterPattern': '[stream=odd, number!=3, verdict]'}, 9),
    ({'filterPattern': '%^(even|odd)%'}, None),
    ({'filterPattern': '%^odd [12]%'}, 2),
    ({'filterPattern': 'reject'}, 0),
    ({'filterPattern': ' '}, 20),
])
def test_filter_log_events_options(logs, filled, options, count):
    if count is None:
        with pytest.raises(ClientError) as caught:
            logs.filter_log_events(logGroupName=filled, **options)
        assert code(caught) == 'InvalidParameterException'
    else:
        assert len(logs.filter_log_events(logGroupName=filled, **options)['events']) == count


def test_filter_patterns_over_json(logs, group):
    logs.create_log_stream(logGroupName=group, logStreamName='json')
    logs.put_log_events(logGroupName=group, logStreamName='json', logEvents=events(
        '{"code": 200, "user": {"name": "ann"}, "tags": ["x", "y"]}', '{"code": 404, "user": {"name": "bob"}}',
        '{"code": 5e2, "user": null}', 'not json'))
    for pattern, count in (('{ $.code = 200 }', 1), ('{ $.code >= 400 && $.code < 501 }', 2),
                           ('{ $.user.name = "a*" }', 1), ('{ $.user IS NULL }', 1), ('{ $.tags[1] = "y" }', 1),
                           ('{ $.user.name NOT EXISTS }', 1), ('{ ($.code = 200) || ($.user.name = "bob") }', 2)):
        assert len(logs.filter_log_events(logGroupName=group, filterPattern=pattern)['events']) == count, pattern


def test_get_log_events_walks_both_ways(logs, filled):
    first = logs.get_log_events(logGroupName=filled, logStreamName='even', startFromHead=True, limit=4)
    assert [event['message'].split()[1] for event in first['events']] == ['0', '1', '2', '3']
    second = logs.get_log_events(logGroupName=filled, logStreamName='even', startFromHead=True, limit=4,
                                 nextToken=first['nextForwardToken'])
    assert [event['message'].split()[1] for event in second['events']] == ['4', '5', '6', '7']
    back = logs.get_log_events(logGroupName=filled, logStreamName='even', limit=4, nextToken=second['nextBackwardToken'])
    assert [event['message'].split()[1] for event in back['events']] == ['0', '1', '2', '3']
    token, seen = second['nextForwardToken'], []
    while True:
        page = logs.get_log_events(logGroupName=filled, logStreamName='even', startFromHead=True, nextToken=token)
        seen += page['events']
        if page['nextForwardToken'] == token:
            break
        token = page['nextForwardToken']
    assert [event['message'].split()[1] for event in seen] == ['8', '9']
    newest = logs.get_log_events(logGroupName=filled, logStreamName='even', limit=2)
    assert [event['message'].split()[1] for event in newest['events']] == ['8', '9']


def test_get_log_events_ends_before_the_end_time(logs, filled):
    page = logs.get_log_events(logGroupName=filled, logStreamName='even', startTime=BASE + 1000, endTime=BASE + 3000)
    assert [event['timestamp'] - BASE for event in page['events']] == [1000, 2000]


def test_put_log_events_rules(logs, group):
    logs.create_log_stream(logGroupName=group, logStreamName='s')
    put = logs.put_log_events(logGroupName=group, logStreamName='s', logEvents=events('a', 'b'))
    assert put['nextSequenceToken']
    with pytest.raises(ClientError) as caught:
        logs.put_log_events(logGroupName=group, logStreamName='s', logEvents=list(reversed(events('a', 'b'))))
    assert code(caught) == 'InvalidParameterException'
    old = {'timestamp': BASE - 20 * 86_400_000, 'message': 'long ago'}
    answer = logs.put_log_events(logGroupName=group, logStreamName='s', logEvents=[old])
    assert answer['rejectedLogEventsInfo']['tooOldLogEventEndIndex'] == 1
    assert len(logs.filter_log_events(logGroupName=group)['events']) == 2


def test_messages_of_every_kind_come_back(logs, group):
    logs.create_log_stream(logGroupName=group, logStreamName='s')
    messages = ['ünï cødé 🎈', 'tab\tand "quotes" \\ back', 'two\nlines', 'x' * 100_000]
    logs.put_log_events(logGroupName=group, logStreamName='s', logEvents=events(*messages))
    assert [event['message'] for event in logs.filter_log_events(logGroupName=group)['events']] == messages


def test_what_is_not_there_or_not_allowed(logs, group):
    for call, expected in (
        (lambda: logs.filter_log_events(logGroupName='/none'), 'ResourceNotFoundException'),
        (lambda: logs.describe_log_streams(logGroupName='/none'), 'ResourceNotFoundException'),
        (lambda: logs.get_log_events(logGroupName='/none', logStreamName='s'), 'ResourceNotFoundException'),
        (lambda: logs.put_log_events(logGroupName=group, logStreamName='none', logEvents=events('a')),
         'ResourceNotFoundException'),
        (lambda: logs.filter_log_events(logGroupName=group, limit=10001), 'InvalidParameterException'),
        (lambda: logs.filter_log_events(logGroupName=group, logStreamNames=['a'], logStreamNamePrefix='a'),
         'InvalidParameterException'),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code(caught) == expected
        assert caught.value.response['ResponseMetadata']['HTTPStatusCode'] == 400
        assert caught.value.response['ResponseMetadata']['RequestId']
