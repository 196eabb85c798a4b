"""Random schedules of arrivals, faults and kills, and what they must not lead to."""

import json
import random
import shutil
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

import loss_faults
from mockserver import MockServer
from readerrun import KILLED, TERMINATED, ReaderRun, watch
from trailfiles import Trail, Uploads

LIMIT_SECONDS = 600


class Schedule:
    """What a seed says, done and judged; what scans and followers have in common."""

    faults_of_queue = False
    status_of_end = 1  # when it was told to end

    def __init__(self, seed, count):
        self.seed, self.chance = seed, random.Random(f'losses {seed}')
        self.trail = Trail(seed, count)
        self.order = list(range(count))  # of arrival, which is not that of the stamps
        self.chance.shuffle(self.order)
        self.delivered = set()
        self.printed = set()  # files that came out whole
        self.runs_of = {}  # file: the runs in whose outputs it is
        self.repeats = {}  # run: files that came again later
        self.problems = []
        self.counts = Counter()

    # What differs.

    def prepare(self):
        """Before the first run, with the server started."""

    def arguments(self, chance):
        """The command of a run, without --thread-count."""

    def may_come_again(self, number, before, run):
        """Whether a file that was in the output of `before` may be in that of `run`, though nothing was killed."""
        return False

    def units(self, numbers):
        """How many things a run had in hand that left these files to come again."""
        return len(numbers)

    def limit(self, run):
        """How many such things there may be."""
        return run.workers if run.status == KILLED else 0

    def judge(self, run, there, files):
        """What is wrong with a run that was not killed, apart from its output."""

    def after_runs(self):
        """Between runs, when none is under way."""

    def last_runs(self):
        """Reads what is left, without faults; what is wrong with that."""

    # What is the same.

    def run(self):
        """Runs everything; gives problems and counts."""
        started = time.monotonic()
        self.folder = Path(tempfile.mkdtemp(prefix='losses-'))
        try:
            self._run()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.counts['seconds'] = round(time.monotonic() - started, 1)
        return self.problems, self.counts

    def _run(self):
        chance = self.chance
        first = self._arrive(chance.uniform(0.2, 0.7))
        world = self.trail.write_world(self.folder / 'world', first)
        self.old = set(first)
        self.delivered.update(first)
        with MockServer('--world', str(world), '--quiet') as self.server:
            self.prepare()
            for step in range(chance.randint(5, 9)):
                # Of its own, so that it does not depend on how far runs came before they were killed.
                self.chance = random.Random(f'losses {self.seed} {step}')
                self._step()
            self._put_faults({'rules': []})
            self._upload(self._arrive(1)).finish()
            self.last_runs()
        missing = [number for number in range(len(self.trail.files)) if number not in self.printed]
        if missing:
            keys = ', '.join(self.trail.files[number].key for number in missing[:3])
            self.problems.append(f'{len(missing)} files are lost: {keys}')
        for run, numbers in self.repeats.items():
            limit = self.limit(run)
            self.counts['repeated'] += len(numbers)
            self.counts['repeated as often as may be'] += len(numbers) == limit
            self.counts['most repeated'] = max(self.counts['most repeated'], len(numbers))
            if self.units(numbers) > limit:
                keys = ', '.join(self.trail.files[number].key for number in sorted(numbers)[:3])
                self.problems.append(f'{len(numbers)} files came again after {run}; {limit} may: {keys}')

    def _arrive(self, share):
        """The next files that arrive: a share of those that have not."""
        count = round(len(self.order) * share)
        some, self.order = self.order[:count], self.order[count:]
        return some

    def announce(self, numbers):
        """Tells of files that are in the bucket."""

    def _upload(self, numbers, seconds=0):
        upload = Uploads(self.server.port, self.trail, numbers, self.delivered, self.chance, seconds, self.announce)
        upload.start()
        return upload

    def _put_faults(self, rules):
        request = urllib.request.Request(f'{self.server.endpoint}/_mock/faults', json.dumps(rules).encode(),
                                         method='PUT')
        urllib.request.urlopen(request, timeout=60).close()

    def start(self, chance, attempts=3):
        self.counts['runs'] += 1
        return ReaderRun(self.arguments(chance), self.server.endpoint, self.folder / f'run-{self.counts["runs"]}',
                         chance.choice([1, 2, 3, 4, 5, 8]), piped=chance.random() < 0.4,
                         AWS_MAX_ATTEMPTS=str(attempts))

    def _moment(self, chance, expected):
        """When a run is killed: by age, so that it has hardly begun, or by what it has printed; nothing, or all."""
        kind = chance.random()
        if kind < 0.15:
            age = chance.uniform(0, 0.3)
            return lambda run: run.age >= age
        size = expected * (1 if kind > 0.9 else chance.random() ** 2)
        return lambda run: run.seen >= size

    def _step(self):
        """Files arrive, before and during one run or two at once, of which some are killed."""
        chance = self.chance
        self._upload(self._arrive(chance.choice([0, 0.05, 0.3]))).finish()
        left = [number for number in range(len(self.trail.files)) if number not in self.printed]
        keys = [self.trail.files[number].key for number in left]
        there = set(self.delivered)
        expected = sum(self.trail.files[number].size for number in left if number in there)
        during = self._arrive(chance.choice([0, 0.1, 0.5]))
        seconds, attempts = chance.choice([0.2, 1, 3]), chance.choice([2, 3, 3, 5])
        kind = chance.choice(['kill'] * 7 + ['whole', 'end'] + ['two'] * 2)
        faults = random.Random(chance.random())
        faulty = faults.random() < 0.6
        self._put_faults(loss_faults.rules(faults, keys, self.faults_of_queue) if faulty else {'rules': []})
        upload = self._upload(during, seconds)
        runs = [self.start(chance, attempts)]
        if kind == 'two':
            if chance.random() < 0.7:
                watch_output(runs[0])
            runs.append(self.start(chance, attempts))
        number = 15 if kind == 'end' else 9
        moments = {run: (number, self._moment(chance, expected)) for run in runs
                   if kind in ('kill', 'end') or (kind == 'two' and chance.random() < 0.4)}
        self.finish(runs, there, moments)
        upload.finish()

    def finish(self, runs, there, moments=None):
        """Waits for runs that go on at the same time, and judges them."""
        for run in watch(runs, LIMIT_SECONDS, moments or {}):
            self.problems.append(f'it hangs: {run}')
        for run in runs:
            run.finish()
            run.others = [other for other in runs if other is not run]
        for run in sorted(runs, key=lambda run: run.ended):
            self._judge(run, there)
        self.after_runs()
        return runs

    def _judge(self, run, there):
        files, strange, torn = self.trail.read(run.output)
        killed = run.status == KILLED
        self.counts['kills'] += killed
        self.counts['kills before output'] += killed and not run.output

        def wrong(what):
            self.problems.append(f'{what}: {run}: {run.errors[-2000:]}')

        if strange:
            wrong(f'{len(strange)} lines are none of a file, such as {strange[0][:200]}')
        if torn and not (killed and any(line.startswith(torn) for line in self.trail.owner)):
            wrong(f'a torn line: {torn[:200]}')
        self.counts['torn'] += bool(torn)
        numbers = [number for number, _ in files]
        if len(set(numbers)) < len(numbers):
            wrong('a file came twice, or in pieces')
        for index, (number, lines) in enumerate(files):
            if lines == self.trail.files[number].lines:
                self.printed.add(number)
            elif not killed or index + 1 < len(files):
                wrong(f'{len(lines)} of {len(self.trail.files[number].lines)} events of {self.trail.files[number].key}')
            for before in self.runs_of.setdefault(number, []):
                if not self.may_come_again(number, before, run):
                    self.repeats.setdefault(before, set()).add(number)
            self.runs_of[number].append(run)
        if killed and run.number != 9:
            wrong('killed by somebody else')
        if not killed:
            what = self.judge(run, there, files)
            if what:
                wrong(what)

    def judge_errors(self, run):
        """What is wrong with exit status and standard error."""
        if run.number == 15 and run.status == TERMINATED:  # before it could listen, or when all was done
            return None
        if run.number == 15 and run.status == self.status_of_end and 'interrupted' in run.errors:
            return None
        if run.status not in (0, 1, 69):
            return 'the exit status is unheard of'
        return None if (run.status != 0) == ('error: ' in run.errors) else 'exit status and standard error do not agree'


def watch_output(run):
    """Waits until a run has printed something, or has ended."""
    while run.seen == 0 and not run.has_ended and run.age < LIMIT_SECONDS:
        time.sleep(0.001)
