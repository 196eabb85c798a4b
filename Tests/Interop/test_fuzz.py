"""A few fixed seeds of `fuzz_side_by_side.py`: random worlds, read by 5.0.1 and ours to the same bytes."""

import pytest

from fuzz_side_by_side import differences


@pytest.mark.parametrize('seeds', [range(0, 8), range(20, 28)], ids=str)
def test_random_worlds_are_read_the_same(binaries, seeds):
    found = [f'seed {seed}: {arguments}\n{difference}' for seed, arguments, difference in differences(seeds, 5)]
    assert not found, '\n\n'.join(found)
