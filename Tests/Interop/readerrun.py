"""Runs of `cloudtrail_reader` that can be watched and killed."""

import shutil
import subprocess
import threading
import time

from mockserver import BINARIES, aws_environment

KILLED = -9
TERMINATED = -15


class ReaderRun:
    """One run, with standard output and error in files."""

    def __init__(self, arguments, endpoint, stem, workers, piped=False, **environment):
        self.arguments, self.workers = arguments, workers
        self.output_file, self.error_file = stem.with_suffix('.out'), stem.with_suffix('.err')
        self.number = None  # of the signal that it was sent
        self.started = time.monotonic()
        with open(self.output_file, 'wb') as output, open(self.error_file, 'wb') as errors:
            self.process = subprocess.Popen(
                [BINARIES / 'cloudtrail_reader', *arguments, '--thread-count', str(workers)],
                stdout=subprocess.PIPE if piped else output, stderr=errors, stdin=subprocess.DEVNULL, bufsize=0,
                env=aws_environment(endpoint, **environment))
        # A pipe takes large files in pieces, so that a killed run can leave a part of one.
        self.pipe = threading.Thread(target=self._copy, daemon=True) if piped else None
        if piped:
            self.pipe.start()

    def _copy(self):
        with open(self.output_file, 'wb', buffering=0) as output:
            shutil.copyfileobj(self.process.stdout, output, 4096)

    @property
    def age(self):
        return time.monotonic() - self.started

    @property
    def seen(self):
        """How many bytes it has printed."""
        return self.output_file.stat().st_size

    @property
    def has_ended(self):
        return self.process.poll() is not None

    def send(self, number):
        self.number = number
        self.process.send_signal(number)

    def finish(self):
        """Waits for it; then `status`, `output` and `errors` are there."""
        self.status = self.process.wait()
        self.ended = time.monotonic()
        if self.pipe:
            self.pipe.join()
            self.process.stdout.close()
        self.output = self.output_file.read_bytes()
        self.errors = self.error_file.read_text(errors='replace')
        self.output_file.unlink()
        self.error_file.unlink()
        return self

    def __str__(self):
        return f'{" ".join(map(str, self.arguments))} --thread-count {self.workers}, ended with {self.status}'


def watch(runs, limit_seconds, moments):
    """Waits for runs, and sends each the signal of its moment: `{run: (number, is_due)}`.

    Runs that last longer than the limit are killed, and told.
    """
    sent = set()
    while not all(run.has_ended for run in runs):
        for run, (number, is_due) in moments.items():
            if run not in sent and not run.has_ended and is_due(run):
                sent.add(run)
                run.send(number)
        late = [run for run in runs if not run.has_ended and run.age > limit_seconds]
        if late:
            for run in late:
                run.send(9)
            return late
        time.sleep(0.001)
    return []
