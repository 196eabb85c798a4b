"""How the server is driven: ready file, health, journal, reset, the end, and what it says to what it does not know."""

import json
import signal
import socket
import subprocess
import urllib.request

import pytest
from botocore.exceptions import ClientError

from clients import make_client
from mockserver import ACCOUNT, BINARIES, QUICKSTART, MockServer, clean_environment


def test_the_announcement_and_the_ready_file_say_the_same(server):
    written = json.loads(server.ready_file.read_text())
    assert written == server.announcement
    assert set(written) >= {'endpoint', 'port', 'pid'}
    assert written['endpoint'] == f'http://127.0.0.1:{written["port"]}'
    assert written['pid'] == server.process.pid


def test_health(server):
    with urllib.request.urlopen(f'{server.endpoint}/_mock/health', timeout=20) as response:
        assert response.status == 200


def test_the_journal_knows_what_was_asked(server, s3, logs):
    s3.list_buckets()
    with pytest.raises(ClientError):
        logs.filter_log_events(logGroupName='/none')
    entries = server.journal()
    first, second = entries[-2:]
    assert (first['service'], first['operation'], first['status']) == ('s3', 'ListBuckets', 200)
    assert (second['service'], second['operation'], second['errorCode']) == (
        'logs', 'FilterLogEvents', 'ResourceNotFoundException')
    assert (second['region'], second['account']) == ('us-east-1', ACCOUNT)


def test_a_reset_takes_back_what_clients_did(server, client):
    for region in ('us-east-1', 'eu-west-1'):
        client('logs', region=region).create_log_group(logGroupName='/g')
        client('ec2', region=region).create_flow_logs(
            ResourceIds=['vpc-1'], ResourceType='VPC', TrafficType='ALL', LogDestinationType='s3',
            LogDestination='arn:aws:s3:::from-the-world')
    s3 = client('s3')
    s3.create_bucket(Bucket='made-here')
    s3.delete_object(Bucket='from-the-world', Key='a/greeting.txt')
    s3.put_object(Bucket='from-the-world', Key='new', Body=b'x')
    server.reset()
    for region in ('us-east-1', 'eu-west-1'):
        assert client('logs', region=region).describe_log_groups()['logGroups'] == []
        assert client('ec2', region=region).describe_flow_logs()['FlowLogs'] == []
    assert [bucket['Name'] for bucket in s3.list_buckets()['Buckets']] == ['from-the-world']
    assert [item['Key'] for item in s3.list_objects_v2(Bucket='from-the-world')['Contents']] == ['a/greeting.txt']


def everything(endpoint):
    """What three services say about the quickstart world, without request ids and tokens, which bear the time."""
    left_out = ('ResponseMetadata', 'nextToken')

    def plain(answer):
        return json.loads(json.dumps({k: v for k, v in answer.items() if k not in left_out}, default=str))

    s3, logs, ec2 = (make_client(service, endpoint, key='AKIDANY', secret='any') for service in ('s3', 'logs', 'ec2'))
    return [
        plain(s3.list_buckets()),
        *(plain(page) for page in s3.get_paginator('list_objects_v2').paginate(
            Bucket='quickstart-flow-logs', PaginationConfig={'PageSize': 5})),
        *(plain(page) for page in logs.get_paginator('filter_log_events').paginate(
            logGroupName='/vpc/flow-logs', PaginationConfig={'PageSize': 50})),
        plain(logs.describe_log_streams(logGroupName='/vpc/flow-logs')),
        plain(ec2.describe_flow_logs()),
    ]


def test_two_servers_of_one_world_say_the_same(binaries):
    with MockServer('--world', str(QUICKSTART)) as first, MockServer('--world', str(QUICKSTART)) as second:
        answer = everything(first.endpoint)
        assert everything(second.endpoint) == answer
        first.reset()
        assert everything(first.endpoint) == answer


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server(binaries, number):
    server = MockServer()
    assert server.stop(number) == 0


def test_without_a_world_any_key_is_taken(binaries):
    with MockServer() as server:
        sts = make_client('sts', server.endpoint, key='AKIDWHATEVER', secret='x')
        assert sts.get_caller_identity()['Account'] == ACCOUNT
        assert make_client('s3', server.endpoint, key='AKIDWHATEVER', secret='x').list_buckets()['Buckets'] == []


@pytest.mark.parametrize('service, call, expected', [
    ('logs', lambda client: client.describe_queries(), 'UnknownOperationException'),
    ('ec2', lambda client: client.describe_instances(), 'InvalidAction'),
    ('sts', lambda client: client.get_session_token(), 'InvalidAction'),
    ('s3', lambda client: client.get_bucket_cors(Bucket='from-the-world'), 'NotImplemented'),
])
def test_unknown_operations_in_each_protocol(server, client, service, call, expected):
    with pytest.raises(ClientError) as caught:
        call(client(service))
    assert caught.value.response['Error']['Code'] == expected
    assert caught.value.response['ResponseMetadata']['RequestId']
    assert server.journal()[-1]['errorCode'] == expected


def test_a_service_it_does_not_know(server, client):
    with pytest.raises(ClientError) as caught:
        client('sqs').list_queues()
    assert caught.value.response['Error']['Code']
    assert server.journal()[-1]['status'] >= 400


def run_exec(*command, arguments=()):
    return subprocess.run([BINARIES / 'mock-aws', 'exec', *arguments, '--', *command], capture_output=True, text=True,
                          env=clean_environment(), timeout=60)


def test_exec_sets_the_environment_and_passes_the_status_on(binaries):
    import sys
    script = ('import os, boto3, sys; print(boto3.client("sts").get_caller_identity()["Account"]); '
              'print(os.environ["AWS_EC2_METADATA_DISABLED"]); sys.exit(7)')
    ran = run_exec(sys.executable, '-c', script, arguments=['--sigv4', 'strict'])
    assert ran.stdout.splitlines() == [ACCOUNT, 'true'], ran.stderr
    assert ran.returncode == 7


def test_exec_of_a_command_that_is_not_there(binaries):
    ran = run_exec('no-such-command-anywhere')
    assert ran.returncode != 0 and 'no-such-command-anywhere' in ran.stderr


def test_a_world_that_cannot_be_read_is_one_clear_line(tmp_path, binaries):
    (tmp_path / 'world.json').write_text('{ not json')
    ran = subprocess.run([BINARIES / 'mock-aws', 'serve', '--world', tmp_path], capture_output=True, text=True,
                         env=clean_environment(), timeout=60)
    assert ran.returncode != 0
    assert len(ran.stderr.strip().splitlines()) == 1 and 'world.json' in ran.stderr


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_the_middle_of_a_request(binaries, number):
    with MockServer() as server, socket.create_connection(('127.0.0.1', server.port)) as half:
        half.sendall(b'PUT /bucket/key HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nabc')
        assert server.stop(number) == 0


def test_exec_passes_signals_on_to_a_command_that_may_ignore_them(binaries):
    script = 'trap "" TERM; trap "exit 5" INT; echo ready; while :; do read -r line || :; echo "$line"; done'
    child = subprocess.Popen([BINARIES / 'mock-aws', 'exec', '--', 'bash', '-c', script], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True, env=clean_environment())
    assert child.stdout.readline() == 'ready\n'
    child.send_signal(signal.SIGTERM)
    child.stdin.write('still here\n')
    child.stdin.flush()
    assert child.stdout.readline() == 'still here\n'
    child.send_signal(signal.SIGINT)
    child.stdin.close()
    assert child.wait(timeout=20) == 5


@pytest.mark.parametrize('script, status', [('exit 255', 255), ('kill -KILL $$', 137), ('kill -TERM $$', 143)])
def test_exec_ends_as_its_command_did(binaries, script, status):
    assert run_exec('sh', '-c', script).returncode == status


def test_a_port_that_is_taken_is_one_clear_line(server):
    ran = subprocess.run([BINARIES / 'mock-aws', 'serve', '--port', str(server.port)], capture_output=True, text=True,
                         env=clean_environment(), timeout=60)
    assert ran.returncode == 1
    assert ran.stderr == f'error: cannot listen at 127.0.0.1, port {server.port}: Address already in use\n'


def test_connections_beyond_the_limit_of_open_files_are_closed_and_not_kept_waiting(binaries, tmp_path):
    ready = tmp_path / 'ready.json'
    script = 'ulimit -n 48; exec "$0" serve --ready-file "$1"'
    process = subprocess.Popen(['bash', '-c', script, BINARIES / 'mock-aws', ready], stdout=subprocess.PIPE, text=True,
                               env=clean_environment())
    try:
        port = json.loads(process.stdout.readline())['port']
        crowd = [socket.create_connection(('127.0.0.1', port)) for _ in range(40)]
        crowd[-1].settimeout(20)
        assert crowd[-1].recv(1) == b''
        crowd[0].settimeout(20)
        crowd[0].sendall(b'GET /_mock/health HTTP/1.0\r\n\r\n')
        assert crowd[0].recv(12) == b'HTTP/1.1 200'
        for connection in crowd:
            connection.close()
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0
        process.stdout.close()
