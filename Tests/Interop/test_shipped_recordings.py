"""The recordings that ship replay to every client, and hold nothing that must not be published."""

import json
import subprocess
from datetime import datetime, timezone

import pytest

from mockserver import BINARIES, ROOT, clean_environment
from recorder import replaying
from tour import Tour

MOTO_TOUR = ROOT / 'recordings' / 'moto-tour'
EXPECTED = MOTO_TOUR / 'expected'


@pytest.fixture(scope='module')
def tour():
    day = json.loads((EXPECTED / 'tour.json').read_text())['day']
    return Tour(datetime.fromisoformat(day).replace(tzinfo=timezone.utc))


@pytest.mark.parametrize('client', ['boto3', 'aws', 'flowlogs_reader'])
def test_clients_see_what_was_recorded(tour, client):
    with replaying(MOTO_TOUR / 'recording') as server:
        assert tour.clients[client](server.endpoint) == (EXPECTED / client).read_bytes()
        assert server.stop() == 0


def test_original_reads_it_too(tour):
    with replaying(MOTO_TOUR / 'recording', '--on-exhausted', 'repeat-last') as server:
        assert tour.with_original(server.endpoint) == (EXPECTED / 'flowlogs_reader').read_bytes()
        assert server.stop() == 0


def test_nothing_leaked():
    ran = subprocess.run([BINARIES / 'mock-aws', 'recording', 'verify', MOTO_TOUR / 'recording'], capture_output=True,
                         text=True, env=clean_environment())
    assert ran.returncode == 0, ran.stdout


def test_a_year_later_it_shows_up_in_the_last_hour():
    """Moved in time, the recording is a world whose newest hour is the last one."""
    for arguments in (['--location-type', 's3', 'tour-flow-logs'], ['/tour/flow-logs']):
        ran = subprocess.run([BINARIES / 'mock-aws', 'exec', '--recording', MOTO_TOUR / 'recording', '--shift-to', 'now',
                              '--', BINARIES / 'flowlogs_reader', *arguments], capture_output=True, text=True,
                             env=clean_environment())
        assert ran.returncode == 0, ran.stderr
        if arguments[0] == '--location-type':
            assert len(ran.stdout.splitlines()) == 40
