"""Starts and stops `mock-aws` for tests, and talks to its control paths."""

import json
import os
import signal
import subprocess
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARIES = Path(os.environ.get('FLOWLOGS_BINARIES', ROOT / '.build' / 'debug'))
QUICKSTART = ROOT / 'recordings' / 'quickstart'

ACCOUNT = '123456789012'
PARTNER = '210987654321'
ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
PARTNER_KEY = 'AKIAI44QH8DHBEXAMPLE'
PARTNER_SECRET = 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY'
SESSION_KEY = 'ASIAIOSFODNN7EXAMPLE'
SESSION_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY'
SESSION_TOKEN = 'IQoJb3JpZ2luX2VjEExample//////////wEaCXVzLWVhc3QtMSJHMEUCIQ=='
EXTERNAL_ID = '0a1b2c3d'
READER_ROLE = f'arn:aws:iam::{PARTNER}:role/reader'
OPEN_ROLE = f'arn:aws:iam::{PARTNER}:role/open'


class MockServer:
    """A running `mock-aws serve`."""

    def __init__(self, *arguments, binary=None):
        self.ready_file = Path(tempfile.mkdtemp(prefix='mock-aws-')) / 'ready.json'
        command = [str(binary or BINARIES / 'mock-aws'), 'serve', '--ready-file', str(self.ready_file), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=clean_environment())
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'{command} ended with status {self.process.wait()} before it listened')
        self.announcement = json.loads(line)
        self.endpoint = self.announcement['endpoint']
        self.port = self.announcement['port']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, number=signal.SIGTERM):
        """Asks the server to end, and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        return status

    def control(self, path, method='GET'):
        """One request to `/_mock/…`; the answer as JSON, None when it has no body."""
        request = urllib.request.Request(f'{self.endpoint}/_mock/{path}', method=method)
        with urllib.request.urlopen(request, timeout=20) as response:
            body = response.read()
        return json.loads(body) if body.strip() else None

    def reset(self):
        self.control('reset', 'POST')

    def journal(self):
        answer = self.control('requests')
        return answer['requests'] if isinstance(answer, dict) else answer


def clean_environment(**extra):
    """The environment without anything that says who calls AWS, and where."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(('AWS_', 'BOTO_'))}
    for name in ('http_proxy', 'https_proxy', 'all_proxy'):
        kept.pop(name, None)
        kept.pop(name.upper(), None)
    return {
        **kept,
        'AWS_CONFIG_FILE': os.devnull,
        'AWS_SHARED_CREDENTIALS_FILE': os.devnull,
        'AWS_EC2_METADATA_DISABLED': 'true',
        'PYTHONWARNINGS': 'ignore',
        **extra,
    }


def aws_environment(endpoint, region='us-east-1', key=ACCESS_KEY, secret=SECRET_KEY, token=None, **extra):
    """The environment of a command that shall talk to `endpoint`."""
    values = {
        'AWS_ENDPOINT_URL': endpoint,
        'AWS_ACCESS_KEY_ID': key,
        'AWS_SECRET_ACCESS_KEY': secret,
        'AWS_DEFAULT_REGION': region,
        'AWS_REGION': region,
    }
    if token:
        values['AWS_SESSION_TOKEN'] = token
    return clean_environment(**{**values, **extra})


def write_world(folder):
    """A world with credentials, roles and one bucket, for strict signatures."""
    world = {
        'accounts': [ACCOUNT, PARTNER],
        'regions': ['us-east-1', 'eu-west-1', 'us-west-2'],
        'credentials': [
            {'accessKeyId': ACCESS_KEY, 'secretAccessKey': SECRET_KEY, 'account': ACCOUNT,
             'arn': f'arn:aws:iam::{ACCOUNT}:user/tester'},
            {'accessKeyId': PARTNER_KEY, 'secretAccessKey': PARTNER_SECRET, 'account': PARTNER},
            {'accessKeyId': SESSION_KEY, 'secretAccessKey': SESSION_SECRET, 'sessionToken': SESSION_TOKEN,
             'account': ACCOUNT},
        ],
        'roles': [{'arn': READER_ROLE, 'externalId': EXTERNAL_ID}, {'arn': OPEN_ROLE}],
    }
    folder = Path(folder)
    (folder / 's3' / 'from-the-world' / 'a').mkdir(parents=True)
    (folder / 's3' / 'from-the-world' / 'a' / 'greeting.txt').write_bytes(b'hello from the world\n')
    (folder / 'world.json').write_text(json.dumps(world, indent=2))
    return folder
