"""Starts `mock-aws record` and `mock-aws serve --recording` for tests."""

import json
import signal
import subprocess
import tempfile
from pathlib import Path

from mockserver import BINARIES, MockServer, aws_environment


class Recorder:
    """A running `mock-aws record` in front of another endpoint."""

    def __init__(self, folder, upstream, *arguments, wrapper=(), **environment):
        self.folder = Path(folder)
        self.process = subprocess.Popen(
            [*wrapper, BINARIES / 'mock-aws', 'record', '--to', folder, '--upstream', upstream, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=aws_environment('http://unused.invalid', **environment))
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'mock-aws record ended: {self.process.stderr.read()}')
        self.endpoint = json.loads(line)['endpoint']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, number=signal.SIGTERM):
        """Ends the recorder, and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, self.errors = self.process.communicate(timeout=60)
        return self.process.returncode


def replaying(folder, *arguments):
    """A server that answers from a recording."""
    return MockServer('--recording', str(folder), *arguments)


def exchanges(folder):
    return [json.loads(line) for line in (Path(folder) / 'exchanges.jsonl').read_text().splitlines()]


def temporary(prefix):
    return Path(tempfile.mkdtemp(prefix=prefix)) / 'recording'
