"""Random fault schedules against flowlogs_reader: what it prints is complete, or it says what is missing.

    python fuzz_faults.py FIRST COUNT     # run by hand; test_faults.py takes a few seeds in CI
"""

import json
import random
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from commands import ours  # noqa: E402
from mockserver import MockServer  # noqa: E402
from tour import BUCKET, GROUP, Tour  # noqa: E402

SERVERS = 8
LIMIT_SECONDS = 120

OBJECT = {'service': 's3', 'operation': 'GetObject'}
LISTING = {'service': 's3', 'operation': 'ListObjectsV2'}
EVENTS = {'service': 'logs', 'operation': 'FilterLogEvents'}
STREAMS = {'service': 'logs', 'operation': 'DescribeLogStreams'}
FORMATS = {'service': 'ec2', 'operation': 'DescribeFlowLogs'}
ANY = {}


def effect(chance):
    """An effect with the requests that can suffer it. A changed byte in JSON or XML would go unseen by anybody."""
    return chance.choice([
        (chance.choice([ANY, OBJECT, EVENTS]), {'latency': {'ms': chance.randint(1, 40), 'jitterMs': 20}}),
        (OBJECT, {'bandwidth': {'bytesPerSecond': chance.choice([2000, 20000])}}),
        (chance.choice([ANY, OBJECT, LISTING, EVENTS]), 'reset'),
        (chance.choice([ANY, OBJECT, LISTING, EVENTS]), {'reset': {'fraction': chance.random()}}),
        (chance.choice([OBJECT, LISTING, EVENTS]), {'reset': {'afterBytes': chance.randint(1, 400)}}),
        (chance.choice([OBJECT, LISTING, EVENTS]), {'truncate': {'fraction': chance.random()}}),
        (chance.choice([OBJECT, LISTING, EVENTS]), {'wrongLength': {'delta': chance.choice([-200, -1, 1, 500])}}),
        (OBJECT, {'badGzip': {'mode': chance.choice(['flip', 'cut', 'garbage'])}}),
        (ANY, 'throttle'),
        (ANY, {'throttle': {'retryAfterSeconds': 1}}),
        (ANY, {'error': {'code': chance.choice(['InternalError', 'ServiceUnavailable', 'AccessDenied'])}}),
        (chance.choice([OBJECT, LISTING, EVENTS]), {'http': {
            'status': chance.choice([200, 403, 502]), 'body': '<html><body>proxy error</body></html>'}}),
        (chance.choice([LISTING, EVENTS, STREAMS, FORMATS]), {'emptyPage': {'pages': chance.randint(1, 3)}}),
        (chance.choice([LISTING, EVENTS, STREAMS, FORMATS]), 'duplicate'),
        (chance.choice([LISTING, EVENTS]), 'repeatedToken'),
        (chance.choice([LISTING, EVENTS]), 'expiredToken'),
        (OBJECT, 'vanish'),
    ])


def schedule(chance):
    return chance.choice([
        {'first': chance.randint(1, 4)}, {'nth': chance.randint(1, 3)}, {'every': chance.randint(2, 4)},
        {'probability': round(chance.uniform(0.05, 0.6), 3)}, {'window': {'from': 2, 'to': chance.randint(2, 5)}},
        'always',
    ])


def rules(seed):
    chance = random.Random(f'faults {seed}')
    made = []
    damaged = False
    for index in range(chance.randint(1, 4)):
        match, what = effect(chance)
        # A stream that is flipped and then cut before its checksum is beyond anybody's knowledge.
        if 'badGzip' in what or 'wrongLength' in what or 'truncate' in what:
            if damaged:
                continue
            damaged = True
        made.append({'name': f'r{index}', 'match': match, 'effect': what, 'schedule': schedule(chance)})
    return {'seed': seed, 'rules': made or [{'name': 'r', 'effect': 'throttle', 'schedule': {'first': 1}}]}


class Bench:
    """A server with the tour's flow logs, and what is printed where nothing fails."""

    def __init__(self):
        self.server = MockServer('--quiet')
        self.tour = Tour()
        self.tour.prepare(self.server.endpoint, with_vpc=False)
        window = self.tour.reads[0][:4]
        self.reads = [(*window, '--location-type', 's3', '--thread-count', '3', BUCKET),
                      (*window, '--location-type', 's3', BUCKET), (*window, GROUP),
                      (*window, '--thread-count', '2', GROUP)]
        self.whole = [ours(arguments, self.server.endpoint).stdout.splitlines() for arguments in self.reads]
        assert all(self.whole)

    def difference(self, seed):
        """What is wrong with the run of a seed; None where nothing is."""
        which = seed % len(self.reads)
        request = urllib.request.Request(f'{self.server.endpoint}/_mock/faults', json.dumps(rules(seed)).encode(),
                                         method='PUT')
        urllib.request.urlopen(request, timeout=20).close()
        ran = ours(self.reads[which], self.server.endpoint)
        whole, printed = self.whole[which], ran.stdout.splitlines()
        told = ran.stderr.decode()
        if ran.returncode == 0:
            return None if printed == whole else f'exit 0, {len(printed)} of {len(whole)} records: {told}'
        if ran.returncode not in (1, 69):
            return f'exit {ran.returncode}: {told}'
        if 'error: ' not in told:
            return f'exit {ran.returncode} without a word: {told}'
        rest = iter(whole)
        wrong = [line for line in printed if line not in rest]
        return f'wrong or repeated records: {wrong[:3]}: {told}' if wrong else None


def failures(seeds):
    """The seeds whose runs went wrong, and how."""
    benches = [Bench() for _ in range(min(SERVERS, len(seeds)))]

    def run(index):
        return [(seed, found) for seed in seeds[index::len(benches)] if (found := benches[index].difference(seed))]

    with ThreadPoolExecutor(len(benches)) as pool:
        found = [pair for pairs in pool.map(run, range(len(benches))) for pair in pairs]
    for bench in benches:
        bench.server.stop()
    return sorted(found)


if __name__ == '__main__':
    first, count = (int(argument) for argument in sys.argv[1:3])
    found = failures(range(first, first + count))
    for seed, what in found:
        print(f'seed {seed}: {what}\n  {json.dumps(rules(seed))}')
    print(f'{count - len(found)} of {count} schedules: complete, or told what is missing')
    sys.exit(1 if found else 0)
