"""Made-up CloudTrail log files: days of them, whose events tell where they came from."""

import http.client
import json
import random
import string
import threading
import zlib
from datetime import datetime, timedelta, timezone
from itertools import groupby
from urllib.parse import quote

BUCKET = 'trail-logs'
LETTERS = string.ascii_letters + string.digits
FIRST_DAY = datetime(2026, 3, 1, tzinfo=timezone.utc)
OLD = '2026-03-20T00:00:00Z'


class LogFile:
    """A log file: its key, its bytes, and the lines that are printed of it."""

    def __init__(self, key, lines, body):
        self.key, self.lines, self.body = key, lines, body
        self.size = sum(map(len, lines)) + len(lines)


class Trail:
    """The log files of one or more days, accounts and regions, in no order."""

    def __init__(self, seed, count):
        chance = random.Random(f'trail {seed}')
        self.prefix = chance.choice(['', '', 'trail', 'audit logs+1'])
        self.location = f'{BUCKET}/{self.prefix}' if self.prefix else BUCKET
        self.root = (self.prefix + '/' if self.prefix else '') + 'AWSLogs/' + chance.choice(['', '', 'o-1a2b3c4d5e/'])
        accounts = ['123456789012', '210987654321'][:chance.randint(1, 2)]
        regions = ['us-east-1', 'eu-west-1', 'ap-south-1'][:chance.randint(1, 3)]
        days = [FIRST_DAY + timedelta(days=number) for number in range(chance.choice([1, 1, 2, 5]))]
        places = [(account, region, day) for account in accounts for region in regions for day in days]
        weights = [chance.choice([1, 1, 5, 20]) for _ in places]
        self.files = [self._file(chance, seed, number, *place)
                      for number, place in enumerate(chance.choices(places, weights, k=count))]
        # Which file a line belongs to: a line of any other bytes belongs to none.
        self.owner = {line: number for number, file in enumerate(self.files) for line in file.lines}

    def _file(self, chance, seed, number, account, region, day):
        stamp = day + timedelta(minutes=chance.randrange(288) * 5)
        suffix = ''.join(chance.choices(LETTERS, k=16))
        key = (f'{self.root}{account}/CloudTrail/{region}/{day:%Y/%m/%d}/'
               f'{account}_CloudTrail_{region}_{stamp:%Y%m%dT%H%MZ}_{suffix}.json.gz')
        is_large = chance.random() < 0.002
        filler = 'x' * (1500 if is_large else chance.randrange(60))
        lines = [
            (f'{{"eventVersion":"1.08","eventTime":"{stamp:%Y-%m-%dT%H:%M:00Z}","eventSource":"s3.amazonaws.com",'
             f'"eventName":"GetObject","awsRegion":"{region}","recipientAccountId":"{account}",'
             f'"eventID":"{seed & 0xffffffff:08x}-{event:04x}-4000-8000-{number:012x}",'
             f'"text":"[{{\\"{filler}]}}"}}').encode()
            for event in range(200 if is_large else chance.randint(1, 4))]
        before, between, after = chance.choice([
            (b'{"Records":[', b',', b']}'), (b'{"Records": [\n', b',\n', b'\n]}\n')])
        packer = zlib.compressobj(1, wbits=31)
        body = packer.compress(before + between.join(lines) + after) + packer.flush()
        return LogFile(key, lines, body)

    def write_world(self, folder, numbers):
        """A world whose bucket holds some of the files, written long ago, and what is no log file."""
        (folder / 's3' / BUCKET).mkdir(parents=True)
        (folder / 'world.json').write_text(json.dumps({
            'regions': ['us-east-1', 'eu-west-1'], 'buckets': [{'name': BUCKET, 'lastModified': OLD}]}))
        made = set()
        others = [(self.root + '123456789012/CloudTrail-Digest/us-east-1/2026/03/01/d.json.gz', b'no log file'),
                  (self.root + '123456789012/CloudTrail/us-east-1/2026/03/01/notes.txt', b'no log file')]
        for key, body in others + [(self.files[number].key, self.files[number].body) for number in numbers]:
            path = folder / 's3' / BUCKET / key
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(body)
        return folder

    def read(self, output):
        """What an output holds: its files as pairs of number and lines, lines of no file, and a torn last line."""
        *lines, torn = output.split(b'\n')
        owners = [(self.owner.get(line), line) for line in lines]
        files = [(number, [line for _, line in part])
                 for number, part in groupby(owners, key=lambda pair: pair[0]) if number is not None]
        return files, [line for owner, line in owners if owner is None], torn


class Uploads(threading.Thread):
    """Puts files into the bucket in the order given, within some seconds; those that are there are in `delivered`.

    `announce` is told of each burst of them.
    """

    def __init__(self, port, trail, numbers, delivered, chance, seconds=0, announce=None):
        super().__init__(daemon=True)
        self.port, self.trail, self.delivered, self.announce = port, trail, delivered, announce
        size = chance.choice([1, 5, 50])
        self.bursts = [numbers[start:start + size] for start in range(0, len(numbers), size)]
        self.pause = seconds / max(1, len(self.bursts))
        self.hurry = threading.Event()
        self.error = None

    def run(self):
        try:
            connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
            for burst in self.bursts:
                self.hurry.wait(self.pause)
                for number in burst:
                    self._put(connection, self.trail.files[number])
                    self.delivered.add(number)
                if self.announce:
                    self.announce(burst)
            connection.close()
        except Exception as error:  # for the thread that waits
            self.error = error

    def _put(self, connection, file):
        connection.request('PUT', f'/{BUCKET}/{quote(file.key)}', file.body)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f'PUT {file.key}: {answer.status}')

    def finish(self):
        """Puts the rest without waiting."""
        self.hurry.set()
        self.join()
        if self.error:
            raise self.error
