"""Runs the two `flowlogs_reader` commands: the Python original and ours."""

import subprocess
import sys
from pathlib import Path

from mockserver import BINARIES, aws_environment

PYTHON_READER = Path(sys.executable).parent / 'flowlogs_reader'
DAY = ('-s', '2026-03-04 00:00:00', '-e', '2026-03-05 00:00:00')
MORNING = ('-s', '2026-03-04 00:00:00', '-e', '2026-03-04 12:00:00')
NOON = ('-s', '2026-03-04 11:35:00', '-e', '2026-03-04 11:50:00')
THREE_DAYS = ('--start-time=2026-03-03 00:00:00', '--end-time=2026-03-06 00:00:00')
S3 = ('--location-type', 's3')


def run(command, arguments, endpoint, **environment):
    # A fixed hash seed, so that the order of Python's sets is the same in every run.
    return subprocess.run([*command, *arguments], capture_output=True, timeout=120,
                          env=aws_environment(endpoint, PYTHONHASHSEED='0', **environment))


def original(arguments, endpoint, **environment):
    """flowlogs_reader 5.0.1."""
    return run([sys.executable, PYTHON_READER], arguments, endpoint, **environment)


def ours(arguments, endpoint, **environment):
    return run([BINARIES / 'flowlogs_reader'], arguments, endpoint, **environment)
