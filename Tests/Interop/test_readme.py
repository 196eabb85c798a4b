"""The README tells the truth: its commands run, its Swift is what the compiler reads."""

import re
import subprocess
import time

import pytest

from clients import make_client
from commands import BINARIES
from mockserver import ROOT, MockServer, aws_environment

README = (ROOT / 'README.md').read_text()
COMMANDS = re.findall(r'^- `(flowlogs_reader .*?)`(?: - |$)', README, re.MULTILINE)
SWIFT = re.findall(r'^```swift\n(.*?)^```', README, re.MULTILINE | re.DOTALL)
EXAMPLES = '\n'.join(line.strip() for line in (ROOT / 'Examples' / 'ReadmeExamples.swift').read_text().splitlines())


@pytest.fixture(scope='module')
def world(binaries):
    """A log group called location, and a bucket with one flow log object, both of the past hour."""
    now = int(time.time())
    record = f'2 123456789012 eni-1 198.51.100.2 192.0.2.1 443 49152 6 10 840 {now - 600} {now - 590} REJECT OK'
    stamp = time.strftime('%Y%m%dT%H%MZ', time.gmtime(now - 600))
    day = time.strftime('%Y/%m/%d', time.gmtime(now - 600))
    header = ('version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action '
              'log-status')
    with MockServer() as server:
        for region in ('us-east-1', 'us-west-2'):
            logs = make_client('logs', server.endpoint, region=region)
            logs.create_log_group(logGroupName='location')
            logs.create_log_stream(logGroupName='location', logStreamName='eni-1-all')
            logs.put_log_events(logGroupName='location', logStreamName='eni-1-all',
                                logEvents=[{'timestamp': (now - 600) * 1000, 'message': record}])
        s3 = make_client('s3', server.endpoint)
        s3.create_bucket(Bucket='bucket-name')
        s3.put_object(Bucket='bucket-name', Body=f'{header}\n{record}\n'.encode(), Key=(
            f'optional-prefix/AWSLogs/123456789012/vpcflowlogs/us-east-1/{day}/'
            f'123456789012_vpcflowlogs_us-east-1_fl-1_{stamp}_00000000.log.gz'))
        yield server


@pytest.mark.parametrize('command', COMMANDS)
def test_the_commands_run(world, tmp_path, command):
    (tmp_path / 'config').write_text('[profile dev_profile]\nregion = us-west-2\n')
    (tmp_path / 'credentials').write_text('[dev_profile]\naws_access_key_id = AKID\naws_secret_access_key = x\n')
    environment = aws_environment(
        world.endpoint, AWS_CONFIG_FILE=str(tmp_path / 'config'),
        AWS_SHARED_CREDENTIALS_FILE=str(tmp_path / 'credentials'), FLOWLOGS_READER=str(BINARIES / 'flowlogs_reader'))
    command = command.replace('http://127.0.0.1:4566', world.endpoint)
    if '--replay=incident' in command:
        command = f'flowlogs_reader --record=incident location >&2; {command}'
    script = f'set -o pipefail; flowlogs_reader() {{ "$FLOWLOGS_READER" "$@"; }}; {command}'
    ran = subprocess.run(['bash', '-c', script], cwd=tmp_path, env=environment, capture_output=True,
                         text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    if '2015-08' not in command.replace("--start-time='2015-08-13 00:00:00' location", ''):
        assert ran.stdout


def test_there_are_as_many_commands_as_there_should_be():
    assert len(COMMANDS) >= 18


@pytest.mark.parametrize('block', [block for block in SWIFT if not block.startswith('.package')])
def test_the_swift_is_compiled(block):
    lines = '\n'.join(line.strip() for line in block.splitlines())
    assert lines in EXAMPLES
