"""`cloudtrail_reader validate` and `aws cloudtrail validate-logs` judge the same signed trail, tampered with in many ways."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import awscli
import botocore.client
import pytest
from awscli.clidriver import create_clidriver
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from clients import make_client
from mockserver import ACCOUNT, BINARIES, MockServer, aws_environment

BUCKET = 'signed-trail'
REGION = 'us-east-1'
START = datetime(2024, 2, 1, tzinfo=timezone.utc)
ARN = f'arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/main'
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
FINGERPRINT = hashlib.md5(PUBLIC).hexdigest()


def key(kind, time, name):
    return f'AWSLogs/{ACCOUNT}/{kind}/{REGION}/{time:%Y/%m/%d}/{ACCOUNT}_{kind}_{REGION}_{name}.json.gz'


class Trail:
    """Some hours of log files and digests, signed as the CloudTrail User Guide says."""

    def __init__(self, hours=6):
        self.objects = {}
        self.digests = []
        self.logs = []
        self.previous = None
        for hour in range(hours):
            self.deliver(START + timedelta(hours=hour))

    def put(self, key, content, metadata=None):
        self.objects[key] = (gzip.compress(content, mtime=0), metadata or {})

    def deliver(self, start, first=False, backfill=False):
        files = []
        for minute in (5, 35):
            time = start + timedelta(minutes=minute)
            name = key('CloudTrail', time, f'{time:%Y%m%dT%H%MZ}_{"B" if backfill else "A"}{minute:015}')
            content = json.dumps({'Records': [{'eventID': name}]}).encode()
            self.put(name, content)
            self.logs.append(name)
            files.append({'s3Bucket': BUCKET, 's3Object': name, 'hashValue': hashlib.sha256(content).hexdigest(),
                          'hashAlgorithm': 'SHA-256', 'newestEventTime': None, 'oldestEventTime': None})
        end = start + timedelta(hours=1)
        place = key('CloudTrail-Digest', end,
                    f'main_{REGION}_{end:%Y%m%dT%H%M%SZ}' + ('_backfill' if backfill else ''))
        before = None if first or backfill else self.previous
        digest = {
            'awsAccountId': ACCOUNT, 'digestStartTime': f'{start:%Y-%m-%dT%H:%M:%SZ}',
            'digestEndTime': f'{end:%Y-%m-%dT%H:%M:%SZ}', 'digestS3Bucket': BUCKET, 'digestS3Object': place,
            'digestPublicKeyFingerprint': FINGERPRINT, 'digestSignatureAlgorithm': 'SHA256withRSA',
            'newestEventTime': None, 'oldestEventTime': None,
            'previousDigestS3Bucket': BUCKET if before else None,
            'previousDigestS3Object': before and before[0], 'previousDigestHashValue': before and before[1],
            'previousDigestHashAlgorithm': before and 'SHA-256', 'previousDigestSignature': before and before[2],
            'logFiles': files,
        }
        content = json.dumps(digest).encode()
        text = '\n'.join([digest['digestEndTime'], f'{BUCKET}/{place}', hashlib.sha256(content).hexdigest(),
                          digest['previousDigestSignature'] or 'null'])
        signature = KEY.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()).hex()
        metadata = {'signature': signature, 'signature-algorithm': 'SHA256withRSA'}
        if backfill:
            metadata['backfill-generation-timestamp'] = '2024-02-02T00:00:00Z'
        self.put(place, content, metadata)
        self.digests.append(place)
        if not backfill:
            self.previous = (place, hashlib.sha256(content).hexdigest(), signature)

    def rewrite(self, key, change):
        """Changes the text of an object, and leaves its metadata."""
        body, metadata = self.objects[key]
        self.objects[key] = (gzip.compress(change(gzip.decompress(body))), metadata)


def write_world(world, objects):
    """A world with the keys, and a bucket with objects."""
    for name, (body, _) in objects.items():
        path = world / 's3' / BUCKET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    (world / 'cloudtrail').mkdir()
    metadata = {name: {'metadata': metadata} for name, (_, metadata) in objects.items() if metadata}
    (world / 'world.json').write_text(json.dumps(
        {'accounts': [ACCOUNT], 'buckets': [{'name': BUCKET, 'objects': metadata}]}))
    (world / 'cloudtrail' / 'public-keys.json').write_text(json.dumps({'PublicKeyList': [{
        'Value': base64.b64encode(PUBLIC).decode(), 'Fingerprint': FINGERPRINT,
        'ValidityStartTime': '2023-01-01T00:00:00Z', 'ValidityEndTime': '2030-01-01T00:00:00Z'}]}))
    return world


@pytest.fixture(scope='module')
def server(tmp_path_factory, binaries):
    world = write_world(tmp_path_factory.mktemp('world'), {})
    with MockServer('--world', str(world)) as server:
        yield server


def upload(server, trail):
    server.reset()
    s3 = make_client('s3', server.endpoint)
    for name, (body, metadata) in trail.objects.items():
        s3.put_object(Bucket=BUCKET, Key=name, Body=body, Metadata=metadata)


WINDOW = ('--start-time', '2024-02-01T00:00:00Z', '--end-time', '2024-02-01T06:00:00Z')


class Paginator:
    """The CLI lists with ListObjects, which mock-aws does not have; ListObjectsV2 gives it the same pages."""

    original = botocore.client.BaseClient.get_paginator

    def __init__(self, base):
        self.base = base

    def paginate(self, Marker, **parameters):
        return self.base.paginate(StartAfter=Marker, **parameters)

    def of(client, name):
        if name == 'list_objects':
            return Paginator(Paginator.original(client, 'list_objects_v2'))
        return Paginator.original(client, name)


@pytest.fixture
def theirs(server, capsys, monkeypatch):
    """What the aws CLI says: its verdicts, and its counts. In this process, for it takes seconds to load."""
    monkeypatch.setattr(botocore.client.BaseClient, 'get_paginator', Paginator.of)
    for name, value in aws_environment(server.endpoint).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv('AWS_DATA_PATH', str(Path(awscli.__file__).parent / 'data'))

    def run():
        capsys.readouterr()
        create_clidriver().main([
            'cloudtrail', 'validate-logs', '--trail-arn', ARN, '--s3-bucket', BUCKET, '--verbose', *WINDOW])
        output = capsys.readouterr()
        assert 'Results requested' in output.out, output.out + output.err
        return lines(output.out + output.err)

    return run


def ours(server, *arguments):
    run = subprocess.run([BINARIES / 'cloudtrail_reader', 'validate', BUCKET, '--verbose', *WINDOW, *arguments],
                         capture_output=True, text=True, timeout=120, env=aws_environment(server.endpoint))
    assert run.returncode in (0, 1), run.stderr
    return lines(run.stdout), run.returncode


def lines(text):
    """Verdicts and counts, as a set, and in one spelling where only the reason's wording differs.

    The CLI takes a gzip stream that is cut off for one of another content, and a digest's format is told with a reason.
    """
    kept = [line for line in text.splitlines() if '\t' in line or re.match(r'\d+/\d+ |No |Results found', line)]
    kept = [re.sub(r" in region \S+ for", ' for', line) for line in kept]
    return {re.sub(r"(invalid format|hash value doesn't match).*", 'other content', line) for line in kept}


CASES = {
    'untouched': lambda trail: None,
    'log file altered': lambda trail: trail.rewrite(trail.logs[4], lambda text: text + b' '),
    'log file deleted': lambda trail: trail.objects.pop(trail.logs[4]),
    'log file cut off': lambda trail: trail.objects.update(
        {trail.logs[4]: (trail.objects[trail.logs[4]][0][:10] + b'xxxx', {})}),
    'digest altered': lambda trail: trail.rewrite(trail.digests[2], lambda text: text + b' '),
    'digest deleted': lambda trail: trail.objects.pop(trail.digests[2]),
    'two digests deleted': lambda trail: [trail.objects.pop(trail.digests[index]) for index in (2, 3)],
    'digest is no JSON': lambda trail: trail.rewrite(trail.digests[2], lambda text: b'gone'),
    'unknown key': lambda trail: trail.rewrite(
        trail.digests[5], lambda text: text.replace(FINGERPRINT.encode(), b'0' * 32)),
    'backfill': lambda trail: trail.deliver(START + timedelta(hours=2), backfill=True),
    'chain begins anew': lambda trail: trail.deliver(START + timedelta(hours=6), first=True),
}


@pytest.mark.parametrize('case', CASES)
def test_both_commands_agree(server, theirs, case):
    trail = Trail(hours=5 if case == 'chain begins anew' else 6)
    CASES[case](trail)
    upload(server, trail)
    (found, status), expected = ours(server), theirs()
    # What the CLI does not look for: log files that no valid digest vouches for, and digests that nobody names.
    extra = {line for line in found if 'no digest names it' in line or 'only invalid digests name it' in line
             or line.startswith('Digest files are missing')}
    assert found - extra == expected
    assert status == (1 if extra or any('INVALID' in line for line in expected) else 0)


def test_saved_keys_and_a_copy_give_the_same_report(server, tmp_path):
    trail = Trail()
    trail.rewrite(trail.logs[4], lambda text: text + b' ')
    upload(server, trail)
    online, status = ours(server, '--save-public-keys', str(tmp_path / 'keys.json'),
                          '--save-signatures', str(tmp_path / 'signatures.json'))
    signatures = {}
    for name, (body, metadata) in trail.objects.items():
        path = tmp_path / 'copy' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        if metadata:
            signatures[name] = {f'x-amz-meta-{member}': value for member, value in metadata.items()}
    assert json.loads((tmp_path / 'signatures.json').read_text()) == signatures
    run = subprocess.run(
        [BINARIES / 'cloudtrail_reader', 'validate', '--folder', tmp_path / 'copy', '--verbose', *WINDOW,
         '--public-keys', tmp_path / 'keys.json', '--signatures', tmp_path / 'signatures.json'],
        capture_output=True, text=True, timeout=60)
    assert (lines(run.stdout), run.returncode) == (online, status)
    assert status == 1


@pytest.mark.parametrize('seed', ['2', '4'])
def test_throttled_and_broken_transfers_change_no_verdict(tmp_path, binaries, seed):
    world = write_world(tmp_path, Trail().objects)
    with MockServer('--world', str(world), '--faults', 'flaky', '--seed', seed) as server:
        found, status = ours(server, '--thread-count', '3')
        faults = {fault for entry in server.journal() for fault in entry['faults']}
    assert faults >= {'cut off', 'no answer', 'throttled'}
    assert status == 0, found
    assert '6/6 digest files valid' in found and '12/12 log files valid' in found
