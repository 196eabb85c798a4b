"""A recorder that is killed at any moment leaves a recording that opens, and replays what was complete."""

import random
import signal
import subprocess
import threading

import rawhttp
from mockserver import BINARIES
from recorder import Recorder, exchanges, replaying

KILLS = 50
COUNT = 40


def test_killed_recorders(tmp_path):
    server = rawhttp.RandomServer('crash', COUNT, 3 << 20)
    expected = [answer.expected() for answer in server.answers]
    chance = random.Random('kill')
    replayed = 0
    for attempt in range(KILLS):
        folder = tmp_path / str(attempt)
        recorder = Recorder(folder, server.endpoint)
        after = chance.randrange(COUNT)
        asked = threading.Semaphore(0)

        def ask():
            for index in range(COUNT):
                asked.release()
                try:
                    rawhttp.get(recorder.endpoint, f'/bucket/{index}')
                except (OSError, IndexError, ValueError):
                    return

        client = threading.Thread(target=ask)
        client.start()
        for _ in range(after + 1):
            asked.acquire()
        # Somewhere in the middle of the answer, wherever the two processes happen to be.
        for _ in range(chance.randrange(20_000)):
            pass
        recorder.stop(signal.SIGKILL)
        client.join()

        # What a torn line leaves is passed over; every whole line has its body.
        with replaying(folder) as replay:
            text = (folder / 'exchanges.jsonl').read_bytes()
            (folder / 'whole.jsonl').write_bytes(text[:text.rfind(b'\n') + 1])
            lines = (folder / 'whole.jsonl').read_text().splitlines()
            for line in lines:
                index = int(line.split('"target":"/bucket/')[1].split('"')[0])
                assert rawhttp.get(replay.endpoint, f'/bucket/{index}') == expected[index]
                replayed += 1
            assert replay.stop() == 0
        (folder / 'whole.jsonl').unlink()
        # And a recorder can go on with it.
        again = Recorder(folder, server.endpoint, '--mode', 'new')
        assert rawhttp.get(again.endpoint, f'/bucket/{COUNT - 1}') == expected[COUNT - 1]
        assert again.stop() == 0, again.errors
        assert len(exchanges(folder)) >= len(lines)
    server.close()
    assert replayed > KILLS, 'the recorders were killed before they recorded anything'
