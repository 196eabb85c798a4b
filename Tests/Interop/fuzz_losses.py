"""Random schedules of arrivals, faults and kills for cloudtrail_reader: nothing is lost, and little comes twice.

    python fuzz_losses.py FIRST COUNT [--objects N] [--scan | --follow] [--processes P]

Run by hand; test_losses.py takes a few small seeds in CI. FLOWLOGS_BINARIES names the folder of release binaries.
"""

import argparse
import json
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import lossfaults  # noqa: E402
from announcements import Queue  # noqa: E402
from mockserver import MockServer  # noqa: E402
from readerrun import KILLED, TERMINATED, ReaderRun, watch  # noqa: E402
from trailfiles import BUCKET, Trail, Uploads  # noqa: E402

OBJECTS = 10_000
LIMIT_SECONDS = 180


class Schedule:
    """What a seed says, done and judged; what scans and followers have in common."""

    faults_of_queue = False

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

    def may_come_again(self, number):
        """Whether a file may come out again whatever happened."""
        return False

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
            for _ in range(chance.randint(4, 8)):
                self._step()
            self._put_faults({'rules': []})
            self._upload(self._arrive(1)).finish()
            self.last_runs()
        missing = [number for number in range(len(self.trail.files)) if number not in self.printed]
        if missing:
            keys = ', '.join(self.trail.files[number].key for number in missing[:3])
            self.problems.append(f'{len(missing)} files are lost: {keys}')
        for run, numbers in self.repeats.items():
            limit = run.workers if run.status == KILLED else 0
            self.counts['repeated'] += len(numbers)
            self.counts['repeated as often as may be'] += len(numbers) == limit
            if len(numbers) > limit:
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
            age = chance.uniform(0, 0.1)
            return lambda run: run.age >= age
        size = expected * (1 if kind > 0.9 else chance.random() ** 2)
        return lambda run: run.seen >= size

    def _step(self):
        """Files arrive, before and during one run or two at once, of which some are killed."""
        chance = self.chance
        self._upload(self._arrive(chance.choice([0, 0.05, 0.3]))).finish()
        left = [number for number in range(len(self.trail.files)) if number not in self.printed]
        keys = [self.trail.files[number].key for number in left]
        self._put_faults(lossfaults.rules(chance, keys, self.faults_of_queue) if chance.random() < 0.6 else {'rules': []})
        there = set(self.delivered)
        expected = sum(self.trail.files[number].size for number in left if number in there)
        during = self._arrive(chance.choice([0, 0.1, 0.5]))
        seconds, attempts = chance.choice([0.2, 1, 3]), chance.choice([2, 3, 3, 5])
        kind = chance.choice(['kill'] * 5 + ['whole'] * 2 + ['end'] + ['two'] * 2)
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
        self.together = len(runs) > 1
        for run in sorted(runs, key=lambda run: run.ended):
            self._judge(run, there)
        self.after_runs()
        return runs

    def _judge(self, run, there):
        files, strange, torn = self.trail.read(run.output)
        killed = run.status == KILLED
        self.counts['kills'] += killed

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
                if not self.may_come_again(number):
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
        told = 'error: ' in run.errors or (run.number == 15 and 'interrupted' in run.errors)
        if run.status == TERMINATED and run.number == 15:
            return None
        if run.status not in (0, 1, 69):
            return 'the exit status is unheard of'
        return None if (run.status != 0) == told else 'exit status and standard error do not agree'


def watch_output(run):
    """Waits until a run has printed something, or has ended."""
    while run.seen == 0 and not run.has_ended and run.age < LIMIT_SECONDS:
        time.sleep(0.001)


class ScanSchedule(Schedule):
    """`scan --state FILE`: days stay open, or are closed as soon as they were read and are looked at again."""

    REPORT = re.compile(r'^scan: (\d+) listed, (\d+) read, (\d+) late, (\d+) archived, (\d+) failed, (\d+) already seen',
                        re.MULTILINE)

    def prepare(self):
        self.state = self.folder / 'state.sqlite'
        self.closes = self.chance.random() < 0.3

    def arguments(self, chance, recheck=None):
        options = ['--lateness', '90000d']
        if self.closes:
            options = ['--recheck'] if recheck or chance.random() < 0.7 else []
        return ['scan', self.trail.location, '--state', self.state, *options]

    def may_come_again(self, number):
        # What was written up to 15 minutes before its day was closed may be new: clocks differ.
        return self.closes and number not in self.old

    def judge(self, run, there, files):
        if 'is in use by' in run.errors:
            self.counts['refused'] += 1
            fair = self.together and run.status == 1 and not run.output and run.errors.startswith('error: the state file')
            return None if fair else 'refused, but not fairly'
        report = self.REPORT.search(run.errors)
        if report and int(report[2]) != len(files):
            return f'{len(files)} files came out'
        what = self.judge_errors(run)
        if what or run.status == TERMINATED:
            return what
        missing = [self.trail.files[number].key for number in there if number not in self.printed]
        if run.status == 0:
            skips_days = self.closes and '--recheck' not in run.arguments
            return f'exit 0 without {len(missing)} files, {missing[0]}' if missing and not skips_days else None
        self.counts['incomplete'] += 1
        return None if self._ends_early(run) else self._unnamed(run, missing)

    def _ends_early(self, run):
        """Whether an error tells of the scan, and not of one object or folder."""
        return 'interrupted' in run.errors or re.search('^error: (?!s3://)', run.errors, re.MULTILINE)

    def _unnamed(self, run, missing):
        """What was there, did not come out, and is not named."""
        if self.closes and '--recheck' not in run.arguments:
            return None
        start = f'error: s3://{BUCKET}/'
        places = [line[len(start):].split(': ')[0] for line in run.errors.splitlines() if line.startswith(start)]
        folders = tuple(place for place in places if place.endswith('/'))
        named = set(places)
        unnamed = [key for key in missing if key not in named and not key.startswith(folders)]
        return f'{len(unnamed)} files are not named, {unnamed[0]}' if unnamed else None

    def after_runs(self):
        """The state file opens: a copy of it, so that what a crash leaves is for the next run to clear up."""
        copy = self.folder / 'copy'
        copy.mkdir()
        for file in self.folder.glob('state.sqlite*'):
            shutil.copy(file, copy)
        try:
            if (copy / self.state.name).exists():
                database = sqlite3.connect(copy / self.state.name)
                answer = database.execute('PRAGMA integrity_check').fetchall()
                database.close()
                if answer != [('ok',)]:
                    self.problems.append(f'the state file is damaged: {answer}')
        except sqlite3.Error as error:
            self.problems.append(f'the state file does not open: {error}')
        shutil.rmtree(copy)

    def last_runs(self):
        for attempt in range(4):
            self.counts['runs'] += 1
            run = ReaderRun(self.arguments(self.chance, recheck=True), self.server.endpoint, self.folder / 'last', 4)
            self.finish([run], set(self.delivered))
            if run.status != 0:
                self.problems.append(f'without faults: {run}: {run.errors}')
            elif not run.output:
                return
        self.problems.append('the last scans go on reading')


class FollowSchedule(Schedule):
    """`follow QUEUE --once`: what killed runs held comes again when its time is over."""

    faults_of_queue = True
    VISIBILITY_SECONDS = 2

    def prepare(self):
        self.queue = Queue(self.server.port, self.trail, self.seed, self.VISIBILITY_SECONDS)
        self.quarantine = self.folder / 'quarantine' if self.chance.random() < 0.5 else None
        self.announce(sorted(self.old))

    def announce(self, numbers):
        self.queue.announce(numbers)

    def arguments(self, chance):
        return ['follow', self.queue.url, '--once', *(['--quarantine', self.quarantine] if self.quarantine else [])]

    def may_come_again(self, number):
        # Another process does not know what this one has printed.
        return self.together or self.queue.announced[number] > 1

    def judge(self, run, there, files):
        if run.status == 1:
            self.counts['incomplete'] += 1
        return self.judge_errors(run)

    def last_runs(self):
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            visible, held = self.queue.counts()
            if len(self.printed) == len(self.trail.files) and held == 0 and visible <= self._strange:
                return self._check_rest(visible)
            if visible:
                self.finish([self.start(self.chance)], set(self.delivered))
            else:
                time.sleep(0.05)
        self.problems.append(f'the queue does not become empty: {self.queue.counts()}, {self._strange} are no files')

    @property
    def _strange(self):
        return self.queue.harmless + self.queue.malformed

    def _check_rest(self, visible):
        if self.quarantine is None:
            if visible < self.queue.malformed:
                self.problems.append(f'{visible} of {self.queue.malformed} malformed messages are left')
        elif visible or not any(self.quarantine.glob('*')) and self.queue.malformed:
            self.problems.append(f'{visible} messages are left, {self.queue.malformed} should be in quarantine')


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
            total.update(counts)
            failed += bool(problems)
            for problem in problems:
                print(f'seed {seed}: {problem}', flush=True)
            if options.verbose:
                print(f'seed {seed}: {dict(counts)}', flush=True)
    print(f'{options.count - failed} of {options.count} schedules lost nothing: {dict(total)}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
