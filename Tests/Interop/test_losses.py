"""A few small seeds of `fuzz_losses.py`: kills, faults and late files; every event comes out, few of them twice."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

import fuzz_losses

OBJECTS = 120
AT_ONCE = 6  # they mostly wait


@pytest.mark.parametrize('kind, seeds', [('scan', range(1, 6))], ids=str)
def test_nothing_is_lost(binaries, kind, seeds):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(partial(fuzz_losses.run, kind, objects=OBJECTS), seeds))
    found = [f'seed {seed}: {problem}' for seed, problems, _ in done for problem in problems]
    assert not found, '\n'.join(found) + f'\nagain: fuzz_losses.py SEED 1 --{kind} --objects {OBJECTS}'
    # And it was tried.
    assert sum(counts['kills'] for _, _, counts in done) > len(seeds)
