"""Random schedules of arrivals, faults and kills for cloudtrail_reader: nothing is lost, and little comes twice.

    python fuzz_losses.py FIRST COUNT [--objects N] [--scan | --follow] [--processes P]

Run by hand; test_losses.py takes a few small seeds in CI. FLOWLOGS_BINARIES names the folder of release binaries.
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from loss_follow import FollowSchedule  # noqa: E402
from loss_scan import ScanSchedule  # noqa: E402

OBJECTS = 10_000
KINDS = {'scan': ScanSchedule, 'follow': FollowSchedule}


def run(kind, seed, objects=OBJECTS):
    """Runs one schedule: its seed, what went wrong, and what was counted."""
    try:
        return (seed, *KINDS[kind](seed, objects).run())
    except Exception as error:  # one schedule shall not end the others
        return seed, [f'{type(error).__name__}: {error}'], Counter()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('first', type=int)
    parser.add_argument('count', type=int)
    parser.add_argument('--objects', type=int, default=OBJECTS)
    parser.add_argument('--processes', type=int, default=4, help='schedules at the same time')
    parser.add_argument('--scan', dest='kind', action='store_const', const='scan', default='scan')
    parser.add_argument('--follow', dest='kind', action='store_const', const='follow')
    parser.add_argument('--verbose', action='store_true', help='print what was counted')
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.count)
    total, failed = Counter(), 0
    with ProcessPoolExecutor(options.processes) as pool:
        for seed, problems, counts in pool.map(run, *zip(*((options.kind, seed, options.objects) for seed in seeds))):
            most = max(total['most repeated'], counts['most repeated'])
            total.update(counts)
            total['most repeated'] = most
            failed += bool(problems)
            for problem in problems:
                print(f'seed {seed}: {problem}', flush=True)
            if options.verbose:
                print(f'seed {seed}: {dict(counts)}', flush=True)
    print(f'{options.count - failed} of {options.count} schedules lost nothing: {dict(total)}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
