"""Loss schedules of `cloudtrail_reader follow QUEUE --once`."""

import time

from announcements import Queue
from loss_schedule import LIMIT_SECONDS, Schedule


class FollowSchedule(Schedule):
    """What killed runs held comes again when its time is over."""

    faults_of_queue = True
    status_of_end = 0
    VISIBILITY_SECONDS = 2

    def prepare(self):
        self.queue = Queue(self.server.port, self.trail, self.seed, self.VISIBILITY_SECONDS)
        self.quarantine = self.folder / 'quarantine' if self.chance.random() < 0.5 else None
        self.announce(sorted(self.old))

    def announce(self, numbers):
        self.queue.announce(numbers)

    def arguments(self, chance):
        # However often files could not be read, their messages stay in the queue.
        quarantine = ['--quarantine', self.quarantine, '--max-receives', '1000'] if self.quarantine else []
        return ['follow', self.queue.url, '--once', '--wait', '1', *quarantine]

    def may_come_again(self, number, before, run):
        # Another process does not know what this one has printed.
        messages = self.queue.messages_of[number]
        if len(messages) > 1 or run in before.others:
            return True
        # A message stays as long as one of its files could not be read.
        return any(self.trail.files[other].key in before.errors for other in self.queue.messages[messages[0]])

    def units(self, numbers):
        return len({self.queue.messages_of[number][0] for number in numbers})

    def limit(self, run):
        # A message that could not be deleted comes again, and this is told.
        return super().limit(run) + run.errors.count('could not be deleted')

    def judge(self, run, there, files):
        if run.status == 1:
            self.counts['incomplete'] += 1
        return self.judge_errors(run)

    def last_runs(self):
        # Everything can be received at once; what the first of them leaves is no file.
        for _ in range(3):
            visible = self._wait()
            if len(self.printed) == len(self.trail.files) and visible <= self._strange:
                return self._check_rest(visible)
            self.finish([self.start(self.chance)], set(self.delivered))
        self.problems.append(f'the queue does not become empty: {self._wait()} messages, {self._strange} are no files')

    def _wait(self):
        """Waits until nobody has a message in hand; how many there are then."""
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            visible, held = self.queue.counts()
            if held == 0:
                return visible
            time.sleep(0.05)
        raise TimeoutError('messages stay in hand')

    @property
    def _strange(self):
        return self.queue.harmless + self.queue.malformed

    def _check_rest(self, visible):
        if self.quarantine is None:
            if visible < self.queue.malformed:
                self.problems.append(f'{visible} of {self.queue.malformed} malformed messages are left')
        elif visible or not any(self.quarantine.glob('*')) and self.queue.malformed:
            self.problems.append(f'{visible} messages are left, {self.queue.malformed} should be in quarantine')
