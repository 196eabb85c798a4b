"""Replayed answers equal recorded ones in status, ordered headers and body bytes, whatever the server sent."""

from concurrent.futures import ThreadPoolExecutor

import rawhttp
from recorder import Recorder, replaying

COUNT = 200
LARGEST = 200 << 20


def resident_megabytes(pid):
    with open(f'/proc/{pid}/status') as status:
        line = next(line for line in status if line.startswith('VmHWM'))
    return int(line.split()[1]) >> 10


def test_random_exchanges(tmp_path):
    server = rawhttp.RandomServer('replay', COUNT, LARGEST)
    paths = [f'/bucket/{index}' for index in range(COUNT)]
    expected = [answer.expected() for answer in server.answers]
    with Recorder(tmp_path / 'r', server.endpoint, '--mode', 'all') as recorder, ThreadPoolExecutor(8) as clients:
        passed = list(clients.map(lambda path: rawhttp.get(recorder.endpoint, path), paths))
        memory = resident_megabytes(recorder.process.pid)
        assert recorder.stop() == 0, recorder.errors
    server.close()
    for index in range(COUNT):
        assert passed[index] == expected[index], f'passed on: {index}'
    with replaying(tmp_path / 'r', '--require-all') as replay, ThreadPoolExecutor(8) as clients:
        replayed = list(clients.map(lambda path: rawhttp.get(replay.endpoint, path), paths))
        memory = max(memory, resident_megabytes(replay.process.pid))
        assert replay.stop() == 0
    for index in range(COUNT):
        assert replayed[index] == expected[index], f'replayed: {index}'
    assert memory < 128, f'{memory} MiB for a body of {LARGEST >> 20}'
