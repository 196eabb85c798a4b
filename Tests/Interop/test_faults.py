"""Faults of `mock-aws`: what clients of several kinds make of them, and that a seed means the same at any concurrency."""

import json
import socket
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

import fuzz_faults
from clients import make_client
from commands import DAY, S3, ours
from mockserver import QUICKSTART, ROOT, MockServer
from recorder import replaying
from tour import Tour

SEEDS = range(1, 41)


def put_faults(server, rules):
    request = urllib.request.Request(f'{server.endpoint}/_mock/faults', json.dumps(rules).encode(), method='PUT')
    urllib.request.urlopen(request, timeout=20).close()


def test_output_is_complete_or_what_is_missing_is_told():
    found = fuzz_faults.failures(SEEDS)
    assert not found, '\n'.join(f'seed {seed}: {what}' for seed, what in found)


def test_one_thread_and_sixteen_meet_the_same_faults(tmp_path):
    rules = tmp_path / 'rules.json'
    rules.write_text(json.dumps({'seed': 11, 'rules': [
        {'name': 'slow', 'effect': {'latency': {'ms': 1, 'jitterMs': 10}}, 'schedule': {'probability': 0.5}},
        {'name': 'throttled', 'match': {'service': 's3'}, 'effect': 'throttle', 'schedule': {'probability': 0.2}},
        {'name': 'broken', 'match': {'operation': 'GetObject'}, 'effect': {'truncate': {'fraction': 0.5}},
         'schedule': {'first': 1}},
        {'name': 'bad', 'match': {'operation': 'GetObject'}, 'effect': {'badGzip': {'mode': 'flip'}},
         'schedule': {'probability': 0.1}}]}))
    traces, printed = [], []
    for threads in (1, 16, 16):
        trace = tmp_path / f'trace-{len(traces)}.jsonl'
        with MockServer('--world', str(QUICKSTART), '--faults', str(rules), '--fault-trace', str(trace)) as server:
            ran = ours([*DAY, *S3, '--thread-count', str(threads), 'quickstart-flow-logs'], server.endpoint)
            assert server.stop() == 0
        traces.append(trace.read_text())
        printed.append((ran.returncode, ran.stdout))
    assert traces[0] and traces[0] == traces[1] == traces[2]
    assert printed[0] == printed[1] == printed[2]
    # And the trace alone gives the same run again.
    with MockServer('--world', str(QUICKSTART), '--faults', str(tmp_path / 'trace-0.jsonl'), '--fault-trace',
                    str(tmp_path / 'again.jsonl')) as server:
        ran = ours([*DAY, *S3, '--thread-count', '4', 'quickstart-flow-logs'], server.endpoint)
        assert server.stop() == 0
    assert (tmp_path / 'again.jsonl').read_text() == traces[0]
    assert (ran.returncode, ran.stdout) == printed[0]


@pytest.mark.parametrize('service, operation, parameters, code, status', [
    ('s3', 'list_objects_v2', {'Bucket': 'b'}, 'SlowDown', 503),
    ('logs', 'describe_log_groups', {}, 'ThrottlingException', 400),
    ('ec2', 'describe_flow_logs', {}, 'RequestLimitExceeded', 503),
    ('sts', 'get_caller_identity', {}, 'Throttling', 400),
])
def test_each_service_throttles_in_its_own_words(service, operation, parameters, code, status):
    with MockServer('--quiet') as server:
        put_faults(server, {'rules': [{'name': 'r', 'effect': 'throttle'}]})
        with pytest.raises(ClientError) as refused:
            getattr(make_client(service, server.endpoint), operation)(**parameters)
    assert refused.value.response['Error']['Code'] == code
    assert refused.value.response['ResponseMetadata']['HTTPStatusCode'] == status


def test_boto3_gets_over_what_the_readers_get_over():
    with MockServer('--world', str(QUICKSTART), '--faults', 'pagination-torture', '--quiet') as server:
        put_faults(server, {'seed': 3, 'rules': [
            {'name': 'empty', 'match': {'operation': 'FilterLogEvents'}, 'effect': {'emptyPage': {'pages': 2}}},
            {'name': 'busy', 'effect': 'throttle', 'schedule': {'first': 1}}]})
        logs = make_client('logs', server.endpoint, attempts=4)
        pages = list(logs.get_paginator('filter_log_events').paginate(logGroupName='/vpc/flow-logs'))
        assert [len(page['events']) for page in pages][:2] == [0, 0]
        assert sum(len(page['events']) for page in pages) > 100


def test_a_spoilt_answer_of_a_recording_is_kept_for_the_next_try():
    recording = ROOT / 'recordings' / 'moto-tour'
    day = json.loads((recording / 'expected' / 'tour.json').read_text())['day']
    tour = Tour(datetime.fromisoformat(day).replace(tzinfo=timezone.utc))
    with replaying(recording / 'recording') as server:
        put_faults(server, {'seed': 1, 'rules': [
            {'name': 'busy', 'effect': 'throttle', 'schedule': {'first': 1}},
            {'name': 'cut', 'match': {'operation': 'GetObject'}, 'effect': {'truncate': {'fraction': 0.4}},
             'schedule': {'nth': 2}},
            {'name': 'reset', 'match': {'operation': 'FilterLogEvents'}, 'effect': {'reset': {'fraction': 0.5}},
             'schedule': {'nth': 2}}]})
        assert tour.with_ours(server.endpoint) == (recording / 'expected' / 'flowlogs_reader').read_bytes()
        assert {name for entry in server.journal() for name in entry['faults']} == {'busy', 'cut', 'reset'}
        assert server.stop() == 0


def test_a_thousand_delayed_requests_hold_no_thread():
    with MockServer('--quiet') as server:
        put_faults(server, {'rules': [{'name': 'slow', 'effect': {'latency': {'ms': 3000}}}]})
        started = time.monotonic()
        with ThreadPoolExecutor(1000) as pool:
            answers = [pool.submit(get, f'{server.endpoint}/bucket/key-{index}') for index in range(1000)]
            threads = 0
            while not all(answer.done() for answer in answers):
                threads = max(threads, thread_count(server.process.pid))
            assert {answer.result() for answer in answers} == {404}
        # One after the other they would take fifty minutes.
        assert time.monotonic() - started < 60
        assert threads < 40, f'{threads} threads'


def thread_count(pid):
    with open(f'/proc/{pid}/status') as status:
        return int(next(line for line in status if line.startswith('Threads')).split()[1])


def get(url):
    try:
        return urllib.request.urlopen(url, timeout=100).status
    except urllib.error.HTTPError as error:
        return error.code


def test_rules_at_run_time_and_bad_ones():
    with MockServer('--quiet') as server:
        put_faults(server, {'preset': 'flaky', 'seed': 5})
        assert server.control('faults')['seed'] == 5
        with pytest.raises(urllib.error.HTTPError) as refused:
            put_faults(server, {'rules': [{'name': 'r', 'effect': {'latency': {'ms': 'long'}}}]})
        assert refused.value.code == 400
        assert "rule 'r'" in json.loads(refused.value.read())['error']
        assert server.control('faults')['seed'] == 5
        server.control('faults', 'DELETE')
        assert not server.control('faults')['rules']


def test_report_of_conduct(tmp_path):
    report = tmp_path / 'conduct.json'
    with MockServer('--world', str(QUICKSTART), '--faults', 'flaky', '--seed', '2', '--report', str(report)) as server:
        ours([*DAY, *S3, 'quickstart-flow-logs'], server.endpoint)
        assert server.stop() == 0
    operations = {row['operation']: row for row in json.loads(report.read_text())['operations']}
    assert operations['s3:GetObject']['requests'] > 10
    assert 's3:ListObjectsV2' in operations


def test_delayed_answers_hold_no_request_bodies():
    def resident():
        status = Path(f'/proc/{server.process.pid}/status').read_text()
        return int(status.split('VmRSS:')[1].split()[0]) // 1024

    body = b'x' * (32 << 20)
    with MockServer() as server:
        before = resident()
        put_faults(server, {'rules': [{'effect': {'latency': {'ms': 3_600_000}}}]})
        sockets = []
        for number in range(8):
            connection = socket.create_connection(('127.0.0.1', server.port))
            connection.sendall(b'PUT /absent/%d HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n' % (number, len(body)))
            connection.sendall(body)
            sockets.append(connection)
        deadline = time.monotonic() + 30
        while len(server.journal()) < 8 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(server.journal()) == 8
        assert resident() < before + 128, 'MiB'
        assert server.stop() == 0
