"""The world that ships: it is what its generator writes, and readers find what the generator knows."""

import gzip
import json
import subprocess
import sys

import pytest

from commands import DAY, S3, ours
from mockserver import QUICKSTART

EXPECTED = json.loads((QUICKSTART / 'expected.json').read_text())
PREFIXES = {'quickstart-hourly': 'quickstart-hourly/team/network'}
REGIONS = {'/vpc/flow-logs-eu': 'eu-west-1', '/vpc/partner': 'us-west-2'}
PARTNER = ('--role-arn', 'arn:aws:iam::210987654321:role/flow-log-reader', '--external-id', 'quickstart-external-id')
PLACES = [('s3', name) for name in EXPECTED['s3']] + [('logs', name) for name in EXPECTED['logs']]


def read(quickstart, place, *action, threads=0):
    kind, name = place
    options = [*DAY, '--quiet', '--thread-count', str(threads)]
    if kind == 's3':
        options += [*S3, PREFIXES.get(name, name)]
    else:
        options += ['--region', REGIONS.get(name, 'us-east-1'), *(PARTNER if name == '/vpc/partner' else ()), name]
    ran = ours((*options, *action), quickstart.endpoint)
    unreadable = EXPECTED[kind][name].get('unreadable')
    assert ran.returncode == (1 if unreadable else 0), ran.stderr
    return ran.stdout.decode().splitlines()


@pytest.mark.parametrize('threads', [0, 4])
@pytest.mark.parametrize('place', PLACES, ids=lambda place: place[1])
def test_readers_find_what_the_generator_knows(quickstart, place, threads):
    answers = EXPECTED[place[0]][place[1]]
    assert len(read(quickstart, place, 'print', threads=threads)) == answers['records']
    assert read(quickstart, place, 'ipset', threads=threads) == answers['addresses']
    rows = read(quickstart, place, 'aggregate', threads=threads)[1:]
    if place[0] == 'logs' and threads:
        # Stream by stream instead of by time: the same rows, in another order.
        assert sorted(rows) == sorted(answers['aggregate'])
    else:
        assert rows == answers['aggregate']


def contents(folder):
    """Every file of the world below `folder`; gzip unpacked, since zlib's releases differ in how they pack."""
    found = {}
    for path in sorted(folder.rglob('*')):
        if path.is_file() and path.relative_to(folder).parts[0] in ('s3', 'logs', 'world.json', 'expected.json'):
            content = path.read_bytes()
            try:
                content = gzip.decompress(content)
            except (OSError, EOFError, ValueError, gzip.zlib.error):
                pass
            found[str(path.relative_to(folder))] = content
    return found


def test_the_generator_writes_what_is_committed(tmp_path):
    subprocess.run([sys.executable, '-B', QUICKSTART / 'generator', tmp_path], check=True, timeout=60)
    made, kept = contents(tmp_path), contents(QUICKSTART)
    assert made.keys() == kept.keys()
    for name, content in kept.items():
        if name != 'expected.json':  # its counts of compressed bytes depend on zlib
            assert made[name] == content, name
    assert sum(path.stat().st_size for path in QUICKSTART.rglob('*') if path.is_file()) < 1_000_000
