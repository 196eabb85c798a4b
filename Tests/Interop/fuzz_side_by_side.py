"""Reads random worlds with flowlogs_reader 5.0.1 and ours, and shows where their output differs.

`make interop` runs a few fixed seeds. By hand: `.build/venv/bin/python Tests/Interop/fuzz_side_by_side.py 500 --from 1000`.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from random import Random

from flowlogs_reader import FlowRecord
from flowlogs_reader import __main__ as original

import fuzz_worlds
from commands import ours
from mockserver import MockServer, aws_environment

PRINTED = [name.replace('_', '-') for name in FlowRecord.__slots__]


def run_original(arguments):
    """5.0.1 in this process: its standard output and the error that ended it, if any."""
    output, errors = io.StringIO(), io.StringIO()
    failure = None
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors), warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            original.main(list(arguments))
        except SystemExit as ended:
            failure = f'exit {ended.code}: {errors.getvalue()[-300:]}' if ended.code else None
        except Exception:  # whatever it is, it is the original's
            failure = traceback.format_exc()
    return output.getvalue().encode(), failure


def difference(arguments, endpoint):
    """What differs between the two for one command line; None where nothing does."""
    expected, failure = run_original(arguments)
    ran = ours(('--zero-as-dash', *arguments), endpoint)
    if ran.returncode not in (0, 1, 64, 69):
        return f'ours ended with status {ran.returncode}: {ran.stderr[-300:]}'
    if failure:
        if 'StopIteration' in failure and 'aggregate' in arguments:
            return None if ran.stdout.count(b'\n') == 1 else f'5.0.1 has no rows, ours: {ran.stdout + ran.stderr}'
        return f'only 5.0.1 failed: {failure[-600:]}' if ran.returncode == 0 else None
    if ran.returncode != 0:
        return f'only ours failed with status {ran.returncode}: {ran.stderr[-300:]}'
    if 'ipset' in arguments:
        there = set(expected.splitlines()) - {b'None'}
        here = ran.stdout.splitlines()
        return None if sorted(here) == sorted(there) else f'only there {there - set(here)}, only here {set(here) - there}'
    if ran.stdout == expected:
        return None
    pairs = zip((*expected.splitlines(), b'(end)'), (*ran.stdout.splitlines(), b'(end)'))
    there, here = next(((a, b) for a, b in pairs if a != b), (b'', b''))
    return f'there: {there.decode()}\n here: {here.decode(errors="replace")}'


def differences(seeds, commands_each):
    """Yields (seed, arguments, difference) for all command lines that differ."""
    with tempfile.TemporaryDirectory(prefix='fuzz-') as name:
        folder = Path(name)
        fuzz_worlds.write_worlds(folder, seeds, PRINTED, Random)
        with MockServer('--world', str(folder)) as server:
            before = dict(os.environ)
            os.environ.update(aws_environment(server.endpoint))
            try:
                for seed in seeds:
                    random = Random(f'commands {seed}')
                    for _ in range(commands_each):
                        arguments = fuzz_worlds.command_of(seed, random)
                        found = difference(arguments, server.endpoint)
                        if found:
                            yield seed, arguments, found
            finally:
                os.environ.clear()
                os.environ.update(before)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('worlds', type=int, nargs='?', default=100)
    parser.add_argument('--from', type=int, default=0, dest='first', help='the first seed')
    parser.add_argument('--commands', type=int, default=8, help='command lines for each world')
    options = parser.parse_args()
    count = 0
    for seed, arguments, found in differences(range(options.first, options.first + options.worlds), options.commands):
        count += 1
        print(f'seed {seed}: {arguments}\n{found}\n')
    print(f'{options.worlds * options.commands} command lines, {count} differ')
    return 1 if count else 0


if __name__ == '__main__':
    sys.exit(main())
