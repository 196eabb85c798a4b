"""moto, recorded while several clients work on it, and replayed to each of them."""

import subprocess

import pytest

from mockserver import BINARIES, clean_environment
from recorder import Recorder, exchanges, replaying
from tour import Tour


CLIENTS = ['boto3', 'aws', 'flowlogs_reader']


@pytest.fixture(scope='module')
def tour():
    return Tour()


@pytest.fixture(scope='module')
def moto(tour):
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f'http://{host}:{port}'
    tour.prepare(endpoint)
    yield endpoint
    server.stop()


@pytest.fixture(scope='module')
def recorded(tour, moto, tmp_path_factory):
    """A recording of the tour, and what each client printed."""
    folder = tmp_path_factory.mktemp('record') / 'tour'
    with Recorder(folder, moto) as recorder:
        printed = {name: take(recorder.endpoint) for name, take in tour.clients.items()}
        assert recorder.stop() == 0, recorder.errors
    return folder, printed


@pytest.mark.parametrize('client', CLIENTS)
def test_recorder_changes_nothing(tour, moto, recorded, client):
    _, printed = recorded
    assert printed[client] == tour.clients[client](moto)


@pytest.mark.parametrize('client', CLIENTS)
def test_each_client_sees_the_recorded_bytes(tour, recorded, client):
    folder, printed = recorded
    with replaying(folder) as server:
        assert tour.clients[client](server.endpoint) == printed[client]
        assert server.stop() == 0


def test_original_reads_what_ours_asked_for(tour, recorded, moto):
    folder, printed = recorded
    with replaying(folder, '--on-exhausted', 'repeat-last') as server:
        assert tour.with_original(server.endpoint) == tour.with_original(moto)
        assert server.stop() == 0


def test_in_process_replay_needs_no_server(tour, recorded):
    folder, printed = recorded
    out = b''
    for arguments in tour.reads:
        ran = subprocess.run([BINARIES / 'flowlogs_reader', '--replay', folder, *arguments], capture_output=True,
                             env=clean_environment())
        assert ran.returncode == 0, ran.stderr
        out += ran.stdout
    assert out == printed['flowlogs_reader']


def test_secrets_of_the_clients_are_not_in_the_recording(recorded):
    from mockserver import ACCESS_KEY, SECRET_KEY
    folder, _ = recorded
    for path in folder.rglob('*'):
        if path.is_file():
            assert ACCESS_KEY.encode() not in path.read_bytes()
            assert SECRET_KEY.encode() not in path.read_bytes()
    authorization = dict(exchanges(folder)[0]['request']['headers'])['Authorization']
    assert 'SCRUBBED' in authorization
