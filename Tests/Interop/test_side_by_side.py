"""flowlogs_reader 5.0.1 and ours over the same world: the same bytes on standard output."""

import pytest

from commands import DAY, MORNING, NOON, S3, THREE_DAYS, original, ours

BUCKET = 'quickstart-flow-logs'
HOURLY = 'quickstart-hourly/team/network'
GROUP = '/vpc/flow-logs'
FIELDS = ('--fields=${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} '
          '${packets} ${bytes} ${start} ${end} ${action} ${log-status}')
UDP = ('--filter-pattern=[version="2", account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol="17", '
       'packets, bytes, start, end, action, log_status="OK"]')
ROLE = ('--role-arn', 'arn:aws:iam::210987654321:role/flow-log-reader', '--external-id', 'quickstart-external-id')
WEST = {'AWS_DEFAULT_REGION': 'us-west-2', 'AWS_REGION': 'us-west-2'}

# (options and location, action), and what the environment says besides.
CASES = [
    # S3: actions
    ((*DAY, *S3, BUCKET), ()),
    ((*DAY, *S3, BUCKET), ('print',)),
    ((*DAY, *S3, BUCKET), ('print', '1')),
    ((*DAY, *S3, BUCKET), ('print', '100')),
    ((*DAY, *S3, BUCKET), ('print', '0')),
    ((*DAY, *S3, BUCKET), ('ipset',)),
    ((*DAY, *S3, BUCKET), ('findip', '198.51.100.7')),
    ((*DAY, *S3, BUCKET), ('findip', '198.51.100.7', '203.0.113.5', '2001:db8:ffff::7')),
    ((*DAY, *S3, BUCKET), ('findip', '10.0.0.1')),
    ((*DAY, *S3, BUCKET), ('aggregate',)),
    # S3: windows
    ((*MORNING, *S3, BUCKET), ('print',)),
    ((*THREE_DAYS, *S3, BUCKET), ('print',)),
    ((*THREE_DAYS, *S3, BUCKET), ('aggregate',)),
    ((*S3, '-s', '04/03/2026 06', '-e', '04/03/2026 13', '--time-format', '%d/%m/%Y %H', BUCKET), ('print',)),
    ((*S3, '-s', '2026-03-04', '-e', '2026-03-05', '--time-format=%Y-%m-%d', BUCKET), ('aggregate',)),
    ((*S3, '-s', '2026-03-04 03:05:00', '-e', '2026-03-04 03:05:01', BUCKET), ('print',)),
    ((*S3, '-s', '2026-03-04 03:05:01', '-e', '2026-03-04 06:10:00', BUCKET), ('print',)),
    ((*S3, '-s', '2001-01-01 00:00:00', '-e', '2001-01-02 00:00:00', BUCKET), ('print',)),
    # S3: accounts, regions, prefixes, threads
    ((*DAY, *S3, '--include-accounts', '210987654321', BUCKET), ('print',)),
    ((*DAY, *S3, '--include-accounts', '123456789012, 210987654321', BUCKET), ('aggregate',)),
    ((*DAY, *S3, '--include-accounts', '000000000000', BUCKET), ('print',)),
    ((*DAY, *S3, '--include-regions', 'eu-west-1', BUCKET), ('print',)),
    ((*DAY, *S3, '--include-regions=us-west-2,us-east-1', BUCKET), ('aggregate',)),
    ((*DAY, *S3, '--include-accounts=123456789012', '--include-regions=us-east-1', BUCKET), ('ipset',)),
    ((*DAY, *S3, '--thread-count', '1', BUCKET), ('print',)),
    ((*DAY, *S3, '--thread-count', '4', BUCKET), ('print',)),
    ((*DAY, *S3, '--thread-count', '4', BUCKET), ('aggregate',)),
    ((*DAY, *S3, HOURLY), ('print',)),
    ((*DAY, *S3, HOURLY + '/'), ('aggregate',)),
    ((*DAY, *S3, '--thread-count=0', HOURLY), ('ipset',)),
    ((*DAY, *S3, '--region', 'us-east-1', BUCKET), ('print', '7')),
    ((*DAY, *S3, *ROLE, BUCKET), ('aggregate',)),
    # CloudWatch Logs: actions
    ((*DAY, GROUP), ()),
    ((*DAY, GROUP), ('print', '12')),
    ((*DAY, GROUP), ('ipset',)),
    ((*DAY, GROUP), ('findip', '198.51.100.7', '192.0.2.21')),
    ((*DAY, GROUP), ('aggregate',)),
    ((*DAY, '--location-type=cwl', GROUP), ('aggregate',)),
    # CloudWatch Logs: windows, formats, filters, regions
    ((*NOON, GROUP), ('print',)),
    ((*THREE_DAYS, GROUP), ('print',)),
    ((*DAY, '/vpc/custom-fields'), ('print',)),
    ((*DAY, '/vpc/custom-fields'), ('aggregate',)),
    ((*DAY, '/tgw/flow-logs'), ('print',)),
    ((*DAY, '/tgw/flow-logs'), ('ipset',)),
    ((*DAY, FIELDS, GROUP), ('print',)),
    ((*DAY, FIELDS, '/vpc/no-flow-log'), ('aggregate',)),
    ((*DAY, '--filter-pattern=REJECT', GROUP), ('print',)),
    ((*DAY, '--filter-pattern=REJECT', GROUP), ('aggregate',)),
    ((*DAY, UDP, GROUP), ('print',)),
    ((*DAY, '--filter-pattern', '?NODATA ?SKIPDATA', GROUP), ('print',)),
    ((*DAY, '--region=eu-west-1', '/vpc/flow-logs-eu'), ('print',)),
    ((*DAY, *ROLE, FIELDS, '/vpc/partner'), ('print',), WEST),
    # CloudWatch Logs: threads, which read stream by stream
    ((*DAY, '--thread-count=0', GROUP), ('print',)),
    ((*DAY, '--thread-count=1', GROUP), ('print',)),
    ((*DAY, '--thread-count=4', GROUP), ('print',)),
    ((*DAY, '--thread-count=4', GROUP), ('aggregate',)),
    ((*DAY, '--thread-count=2', '--filter-pattern=ACCEPT', GROUP), ('ipset',)),
    # Spellings of options that argparse takes
    (('--start', '2026-03-04', '--end=2026-03-05', '--time', '%Y-%m-%d', '--loc', 's3', '--th=2', BUCKET), ('print', '3')),
    (('-s2026-03-04', '-e=2026-03-05', '--time-format=%Y-%m-%d', GROUP), ('print', '3')),
    ((*DAY, '--region=', '--profile=', '--fields=', '--filter-pattern=', GROUP), ('print', '3')),
    ((*DAY, *S3, '--include-accounts=', '--include-regions', '', BUCKET), ('print', '3')),
    ((*DAY, '--filter-pattern', '-REJECT -NODATA', GROUP), ('print',)),
    ((*DAY, '--filter-pattern=-REJECT', GROUP), ('print',)),
    ((*DAY, '--location-type=s3', '--location-type=cwl', GROUP), ('print', '3')),
    ((*DAY, *S3, BUCKET), ('print', '3', '--thread-count', '2')),
    ((*DAY, GROUP), ('findip', '--', '192.0.2.21')),
    ((*DAY, *S3, BUCKET), ('print', '+3')),
]


def name(case):
    return ' '.join((*case[0], *case[1]))[:110]


@pytest.mark.parametrize('case', CASES, ids=name)
def test_the_same_output(quickstart, case):
    options, action, *rest = case
    environment = rest[0] if rest else {}
    there = original((*options, *action), quickstart.endpoint, **environment)
    here = ours(('--zero-as-dash', *options, *action), quickstart.endpoint, **environment)
    assert there.returncode == 0, there.stderr.decode()[-2000:]
    assert here.returncode == 0, here.stderr.decode()[-2000:]
    if 'ipset' in action:
        expected = {line for line in there.stdout.splitlines() if line != b'None'}
        assert set(here.stdout.splitlines()) == expected and expected
        assert len(here.stdout.splitlines()) == len(expected)
    else:
        assert here.stdout == there.stdout


def test_there_are_enough_cases():
    assert len(CASES) >= 40
    assert len({case[:2] for case in CASES}) == len(CASES)
