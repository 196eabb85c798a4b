"""Loss schedules of `cloudtrail_reader scan --state FILE`."""

import re
import shutil
import sqlite3

from loss_schedule import Schedule
from readerrun import TERMINATED, ReaderRun
from trailfiles import BUCKET


class ScanSchedule(Schedule):
    """Days stay open, or are closed as soon as they were read and are looked at again."""

    REPORT = re.compile(r'^scan: \d+ listed, (\d+) read,', re.MULTILINE)

    def prepare(self):
        self.state = self.folder / 'state.sqlite'
        self.closes = self.chance.random() < 0.3

    def arguments(self, chance, recheck=None):
        options = ['--lateness', '90000d']
        if self.closes:
            options = ['--recheck'] if recheck or chance.random() < 0.7 else []
        return ['scan', self.trail.location, '--state', self.state, *options]

    def may_come_again(self, number, before, run):
        # What was written up to 15 minutes before its day was closed may be new: clocks differ.
        return self.closes and number not in self.old

    def judge(self, run, there, files):
        if 'is in use by' in run.errors:
            self.counts['refused'] += 1
            fair = run.others and run.status == 1 and not run.output and run.errors.startswith('error: the state file')
            return None if fair else 'refused, but not fairly'
        report = self.REPORT.search(run.errors)
        if report and int(report[1]) != len(files):
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
