"""Every row of the README's table "Differences from flowlogs_reader 5.0.1", as far as it shows in one run.

Each test names its row by the words in `ROW`; `test_every_row_is_in_the_readme` checks that the table has it.
"""

import json
import subprocess
from ipaddress import ip_address
from pathlib import Path

import pytest

from clients import make_client
from commands import BINARIES, DAY, S3, original, ours
from mockserver import QUICKSTART, MockServer, aws_environment

BUCKET = 'quickstart-flow-logs'
GROUP = '/vpc/flow-logs'
EXPECTED = json.loads((QUICKSTART / 'expected.json').read_text())
README = (Path(__file__).parents[2] / 'README.md').read_text()
ROWS = set()


def row(words):
    """Marks a test as the proof of one row of the table."""
    ROWS.add(words)
    return lambda test: test


def lines(ran):
    return ran.stdout.decode().splitlines()


def both(arguments, endpoint, **environment):
    return original(arguments, endpoint, **environment), ours(arguments, endpoint, **environment)


def crashes(ran):
    return ran.returncode == 1 and b'Traceback' in ran.stderr


@row('the number 0')
def test_zero_is_a_number(quickstart):
    there, here = both((*DAY, *S3, BUCKET, 'print'), quickstart.endpoint)
    changed = [(old, new) for old, new in zip(lines(there), lines(here), strict=True) if old != new]
    assert changed
    for old, new in changed:
        pairs = [pair for pair in zip(old.split(), new.split(), strict=True) if pair[0] != pair[1]]
        assert set(pairs) == {('-', '0')}


@row('`--profile`')
def test_profiles_work(quickstart, tmp_path):
    (tmp_path / 'config').write_text('[profile elsewhere]\nregion = eu-west-1\n')
    (tmp_path / 'credentials').write_text('[elsewhere]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = x\n')
    files = {'AWS_CONFIG_FILE': str(tmp_path / 'config'), 'AWS_SHARED_CREDENTIALS_FILE': str(tmp_path / 'credentials')}
    environment = aws_environment(quickstart.endpoint, **files)
    for name in ('AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'):
        del environment[name]
    arguments = (*DAY, '--profile', 'elsewhere', '/vpc/flow-logs-eu', 'print')
    here = subprocess.run([BINARIES / 'flowlogs_reader', *arguments], env=environment, capture_output=True, timeout=60)
    assert here.returncode == 0, here.stderr
    assert len(lines(here)) == EXPECTED['logs']['/vpc/flow-logs-eu']['records']
    assert crashes(original(arguments, quickstart.endpoint, **files))


@row('`--role-arn`')
def test_a_role_keeps_the_region(quickstart):
    arguments = (*DAY, '--region', 'us-west-2', '--role-arn', 'arn:aws:iam::210987654321:role/flow-log-reader',
                 '--external-id', 'quickstart-external-id', '/vpc/partner', 'print')
    there, here = both(arguments, quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == 0, here.stderr
    assert len(lines(here)) == EXPECTED['logs']['/vpc/partner']['records']


@row('`aggregate` of nothing')
def test_an_aggregate_of_nothing_is_a_header(quickstart):
    there, here = both(('-s', '2001-01-01 00:00:00', '-e', '2001-01-02 00:00:00', *S3, BUCKET, 'aggregate'),
                       quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == 0
    assert here.stdout == b'bytes\tdstaddr\tdstport\tend\tpackets\tprotocol\tsrcaddr\tsrcport\tstart\n'


@row('`ipset`')
def test_ipset_is_sorted(quickstart):
    there, here = both((*DAY, *S3, BUCKET, 'ipset'), quickstart.endpoint)
    assert lines(here) == EXPECTED['s3'][BUCKET]['addresses']
    assert lines(here) == sorted(lines(here), key=lambda text: (ip_address(text).version, ip_address(text)))
    short = ('--fields', '${version} ${account-id} ${interface-id} ${srcaddr}')
    there, here = both((*DAY, *short, GROUP, 'ipset'), quickstart.endpoint)
    assert 'None' in lines(there) and 'None' not in lines(here)


@row('an unknown action')
def test_wrong_arguments_are_said_and_exit_64(quickstart):
    there, here = both((GROUP, 'destroy'), quickstart.endpoint)
    assert (there.returncode, here.returncode) == (0, 64)
    assert b'unknown action: destroy' in here.stderr and here.stdout == b''
    there, here = both(('--external-id', 'x', GROUP), quickstart.endpoint)
    assert (there.returncode, here.returncode) == (0, 64)
    assert b'--role-arn' in there.stdout
    for action in (('findip',), ('print', '-1')):
        there, after = both((*DAY, GROUP, *action), quickstart.endpoint)
        assert (there.returncode, after.returncode, after.stdout) == (0, 64, b'')
    assert here.stdout == b'' and b'--role-arn' in here.stderr


@row('a truncated or corrupt object')
def test_an_object_that_cannot_be_read_is_reported_and_the_others_are_read(quickstart):
    expected = EXPECTED['s3']['quickstart-corrupt']
    there, here = both((*DAY, *S3, 'quickstart-corrupt', 'print'), quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == 1
    assert len(lines(here)) == expected['records'] > len(lines(there))
    errors = [line for line in here.stderr.decode().splitlines() if line.startswith('error: ')]
    assert len(errors) == len(expected['unreadable'])
    assert all(key in line for key, line in zip(expected['unreadable'], errors))
    first = ours((*DAY, *S3, '--fail-fast', 'quickstart-corrupt', 'print'), quickstart.endpoint)
    assert first.returncode == 1 and len(lines(first)) == 10


@row('skipped records')
def test_skipped_records_are_counted(quickstart):
    for quiet in (False, True):
        here = ours((*DAY, *S3, *(('--quiet',) if quiet else ()), 'quickstart-odd-lines', 'print'), quickstart.endpoint)
        assert here.returncode == 0, here.stderr
        assert (b'skipped 1 records: 1 with a malformed number' in here.stderr) == (not quiet)


@row('1,000 accounts')
def test_more_accounts_than_a_page_holds(binaries):
    key = 'AWSLogs/{0}/vpcflowlogs/us-east-1/2026/03/04/{0}_vpcflowlogs_us-east-1_fl-1_20260304T0000Z_00000000.log.gz'
    record = 'version srcaddr dstaddr start end\n2 192.0.2.1 192.0.2.2 1772582400 1772582401\n'
    with MockServer() as server:
        s3 = make_client('s3', server.endpoint)
        s3.create_bucket(Bucket='many-accounts')
        for number in range(1003):
            account = f'{number:012d}'
            s3.put_object(Bucket='many-accounts', Key=key.format(account), Body=gzip_of(record))
        arguments = (*DAY, *S3, '--thread-count', '4', 'many-accounts', 'print')
        there, here = both(arguments, server.endpoint)
        assert (len(lines(there)), len(lines(here))) == (1000, 1003)


def gzip_of(text):
    import gzip
    return gzip.compress(text.encode(), mtime=0)


@row('Hive-style')
def test_hive_style_keys_are_read(quickstart):
    there, here = both((*DAY, *S3, 'quickstart-hive', 'aggregate'), quickstart.endpoint)
    assert there.stdout == b''
    assert here.returncode == 0, here.stderr
    assert lines(here)[1:] == EXPECTED['s3']['quickstart-hive']['aggregate']


@row('a bucket that has objects but no flow logs')
def test_a_bucket_without_flow_logs_is_said(quickstart):
    there, here = both((*DAY, *S3, 'quickstart-no-flow-logs', 'print'), quickstart.endpoint)
    assert (there.returncode, there.stdout, there.stderr) == (0, b'', b'')
    assert here.returncode == 1 and b'no flow logs' in here.stderr


@row('a log stream that was never written to')
def test_an_empty_stream_is_skipped(quickstart):
    there, here = both((*DAY, '--thread-count=2', '/vpc/quiet-stream', 'print'), quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == 0, here.stderr
    assert len(lines(here)) == EXPECTED['logs']['/vpc/quiet-stream']['records']


@row('records without `start` or `end`')
def test_records_without_times_are_printed(quickstart):
    there, here = both((*DAY, '--fields', '${version} ${account-id}', GROUP, 'print', '1'), quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == 0 and lines(here) == ['2 123456789012' + ' -' * 45]


@row('`start` or `end` is `-`')
def test_records_whose_times_are_hyphens_are_kept(quickstart):
    with MockServer() as server:
        record = 'version srcaddr start end\n2 192.0.2.1 - -\n'
        put(server, gzip_of(record))
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert there.stdout == b''
        assert lines(here) == ['2 - - 192.0.2.1' + ' -' * 43]


def put(server, content, name='fl-1'):
    s3 = make_client('s3', server.endpoint)
    if 'one-object' not in [bucket['Name'] for bucket in s3.list_buckets()['Buckets']]:
        s3.create_bucket(Bucket='one-object')
    s3.put_object(Bucket='one-object', Body=content, Key=(
        'AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/03/04/'
        f'123456789012_vpcflowlogs_us-east-1_{name}_20260304T0000Z_00000000.log.gz'))


HEADER = ('version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action '
          'log-status\n')
RECORD = '2 123456789012 eni-1 192.0.2.1 192.0.2.2 1 2 6 3 4 1772582400 1772582401 ACCEPT OK\n'
PRINTED = '2 123456789012 eni-1 192.0.2.1 192.0.2.2 1 2 6 3 4 1772582400 1772582401 ACCEPT OK' + ' -' * 33


@row('an object without a header')
@pytest.mark.parametrize('content', [
    pytest.param(gzip_of(RECORD), id='no header'),
])
def test_an_object_without_a_header(binaries, content):
    odd_object(content)


@row('a byte order mark, doubled blanks, plain text under a `.gz` name, or an empty object')
@pytest.mark.parametrize('content', [
    pytest.param(gzip_of('\ufeff' + HEADER + RECORD), id='byte order mark'),
    pytest.param(gzip_of(HEADER + RECORD.replace(' ', '  ')), id='doubled blanks'),
    pytest.param((HEADER + RECORD).encode(), id='plain text'),
])
def test_an_odd_object(binaries, content):
    odd_object(content)


def odd_object(content):
    with MockServer() as server:
        put(server, content)
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert lines(there) != [PRINTED]
        assert (here.returncode, lines(here)) == (0, [PRINTED]), here.stderr


@row('a byte order mark, doubled blanks, plain text under a `.gz` name, or an empty object')
def test_an_object_of_no_bytes(binaries):
    with MockServer() as server:
        put(server, b'')
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert crashes(there)
        assert (here.returncode, here.stdout) == (0, b'')


@row('a log group that no flow log writes to')
def test_a_group_without_a_flow_log(quickstart):
    there, here = both((*DAY, '/vpc/no-flow-log', 'print'), quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == 0
    assert len(lines(here)) == EXPECTED['logs']['/vpc/no-flow-log']['records']
    assert b'--fields' in here.stderr


@row('a log group with several formats')
def test_a_group_with_two_formats(quickstart):
    here = ours((*DAY, '/vpc/two-formats', 'aggregate'), quickstart.endpoint)
    assert here.returncode == 0, here.stderr
    assert lines(here)[1:] == EXPECTED['logs']['/vpc/two-formats']['aggregate']
    there = original((*DAY, '/vpc/two-formats', 'print'), quickstart.endpoint)
    assert len(lines(there)) < EXPECTED['logs']['/vpc/two-formats']['records']


@row('`findip` compares text')
def test_an_address_in_any_spelling(quickstart):
    arguments = (*DAY, *S3, BUCKET, 'findip')
    there, here = both((*arguments, '2001:DB8:FFFF:0:0:0:0:0007'), quickstart.endpoint)
    assert there.stdout == b''
    assert here.stdout == ours((*arguments, '2001:db8:ffff::7'), quickstart.endpoint).stdout != b''


@row('errors are tracebacks')
@pytest.mark.parametrize('arguments, status', [
    ((*DAY, *S3, 'no-such-bucket', 'print'), 1),
    ((*DAY, '/no/such/group', 'print'), 1),
    (('-s', 'yesterday', GROUP), 64),
    ((*DAY, GROUP, 'print', 'many'), 64),
])
def test_errors_are_one_line(quickstart, arguments, status):
    there, here = both(arguments, quickstart.endpoint)
    assert crashes(there)
    assert here.returncode == status
    errors = here.stderr.decode().splitlines()
    assert errors[0].startswith('error: ') and b'Traceback' not in here.stderr
    assert sum(line.startswith('error: ') for line in errors) == 1


@row('a closed pipe')
def test_head_ends_quietly(quickstart):
    reader = subprocess.Popen([BINARIES / 'flowlogs_reader', *DAY, *S3, BUCKET, 'print'], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=aws_environment(quickstart.endpoint))
    reader.stdout.close()
    assert reader.wait(timeout=60) == 0
    assert reader.stderr.read() == b''
    reader.stderr.close()


@row('`--thread_count`')
def test_the_readme_spelling_of_the_thread_count(quickstart):
    there, here = both((*DAY, '--thread_count=2', *S3, BUCKET, 'print', '3'), quickstart.endpoint)
    assert there.returncode == 2
    assert (here.returncode, len(lines(here))) == (0, 3)


@row('options between the location and the action')
def test_options_may_stand_anywhere(quickstart):
    there, here = both((*DAY, BUCKET, *S3, 'print', '3'), quickstart.endpoint)
    assert there.returncode == 2
    assert (here.returncode, len(lines(here))) == (0, 3)


@row('`aggregate` of records without `packets` or `bytes`')
def test_sums_of_records_without_packets(binaries):
    with MockServer() as server:
        put(server, gzip_of('srcaddr dstaddr srcport dstport protocol bytes start end\n'
                            '192.0.2.1 192.0.2.2 1 2 6 - 1772582400 1772582401\n'))
        there, here = both((*DAY, *S3, 'one-object', 'aggregate'), server.endpoint)
        assert crashes(there)
        assert lines(here)[1:] == ['0\t192.0.2.2\t2\t2026-03-04 00:00:01\t0\t6\t192.0.2.1\t1\t2026-03-04 00:00:00']


@row('numbers of more than 64 bits')
@pytest.mark.parametrize('number', ['9223372036854775808', '1_000', '\u0663'])
def test_odd_numbers_are_skipped(binaries, number):
    with MockServer() as server:
        put(server, gzip_of(f'version bytes start end\n2 {number} 1772582400 1772582401\n'))
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert len(lines(there)) == 1
        assert (here.returncode, here.stdout) == (0, b'') and b'1 with a malformed number' in here.stderr


@row('a second header with other columns')
def test_a_header_holds_until_the_next_one(binaries):
    with MockServer() as server:
        put(server, gzip_of('version srcaddr dstaddr start end\n2 192.0.2.1 192.0.2.2 1772582400 1772582401\n'
                            'version dstaddr srcaddr start end\n2 192.0.2.3 192.0.2.4 1772582400 1772582401\n'))
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert [line.split()[3:5] for line in lines(there)] == [['192.0.2.1', '192.0.2.2'], ['192.0.2.3', '192.0.2.4']]
        assert [line.split()[3:5] for line in lines(here)] == [['192.0.2.1', '192.0.2.2'], ['192.0.2.4', '192.0.2.3']]


@row('an event that ends before its start or end')
def test_an_event_that_was_cut_off(quickstart):
    fields = ('--fields', 'version account-id a b c d e f g h i j k l start end')
    arguments = (*DAY, *fields, '--filter-pattern=OK', GROUP, 'print')
    there, here = both(arguments, quickstart.endpoint)
    assert crashes(there)
    assert (here.returncode, here.stdout) == (0, b'') and b'cut off before their start or end time' in here.stderr


@row('quotation marks, tabs')
@pytest.mark.parametrize('content, printed', [
    ('version action start end\n2 "A B" 1772582400 1772582401\n', []),
    ('version action start end\n2 "A" 1772582400 1772582401\n', ['"A"']),
    ('version action start end\n2\tA 1772582400 1772582401\n', ['A']),
])
def test_blanks_and_tabs_divide_columns_and_nothing_else_counts(binaries, content, printed):
    with MockServer() as server:
        put(server, gzip_of(content))
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert there.stdout != here.stdout and not crashes(there)
        assert [line.split()[12] for line in lines(here)] == printed


@row('bytes that are no UTF-8')
def test_other_encodings_are_passed_on(binaries):
    import gzip
    with MockServer() as server:
        put(server, gzip.compress(b'version action start end\n2 caf\xe9 1772582400 1772582401\n'))
        there, here = both((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert crashes(there)
        assert here.returncode == 0 and b' caf\xe9 ' in here.stdout


@row('Parquet objects')
def test_parquet_is_reported(binaries):
    with MockServer() as server:
        put(server, b'PAR1' + bytes(16) + b'PAR1')
        put(server, gzip_of(HEADER + RECORD), name='fl-2')
        here = ours((*DAY, *S3, 'one-object', 'print'), server.endpoint)
        assert (here.returncode, lines(here)) == (1, [PRINTED])
        assert here.stderr.startswith(b'error: ') and b'Parquet' in here.stderr


@pytest.mark.parametrize('words', sorted(ROWS))
def test_every_row_is_in_the_readme(words):
    table = README.split('## Differences from flowlogs_reader 5.0.1', 1)[1].split('\n## ', 1)[0]
    assert any(words in line.split('|')[1] for line in table.splitlines() if line.startswith('| '))
