"""Worlds of `mock-aws generate`: flowlogs_reader 5.0.1 finds in them what their truth.json says."""

import hashlib
import json
import subprocess

import pytest

from clients import make_client
from commands import original, ours
from mockserver import BINARIES, MockServer, clean_environment

DAY = ('-s', '2026-03-04 00:00:00', '-e', '2026-03-05 00:00:00')
CASES = {
    'default': ('--late-share', '10'),
    'version 5': ('--version', '5', '--layout', 'hourly', '--aggregation', '600'),
    'odd': ('--version', '3', *(word for name in (
        'two-members', 'crlf', 'milliseconds', 'no-final-newline', 'too-many-fields', 'unknown-column', 'header-only',
        'trailing-comment', 'low-version', 'file-name') for word in ('--pathology', name))),
}


@pytest.fixture(scope='module', params=CASES, ids=list(CASES))
def generated(request, tmp_path_factory, binaries):
    """A server over a generated world, and the world's truth."""
    world = tmp_path_factory.mktemp('generated') / 'world'
    subprocess.run([BINARIES / 'mock-aws', 'generate', world, '--rate', '3', '--duration', '1h', '--destination', 'both',
                    *CASES[request.param]], check=True, timeout=60, env=clean_environment())
    with MockServer('--world', str(world)) as server:
        yield server, json.loads((world / 'truth.json').read_text())


@pytest.mark.parametrize('reader', [original, ours])
@pytest.mark.parametrize('place', ['s3', 'logs'])
def test_aggregates_are_true(generated, reader, place):
    server, truth = generated
    known = truth['s3'] if place == 's3' else truth['logGroups'][0]
    location = ('--location-type', 's3', known['location']) if place == 's3' else (known['name'],)
    ran = reader((*DAY, *location, 'aggregate'), server.endpoint)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count(b'\n') == known['aggregate']['lines']
    assert hashlib.sha256(ran.stdout).hexdigest() == known['aggregate']['sha256']


@pytest.mark.parametrize('place', ['s3', 'logs'])
def test_addresses_are_true(generated, place):
    server, truth = generated
    known = truth['s3'] if place == 's3' else truth['logGroups'][0]
    location = ('--location-type', 's3', known['location']) if place == 's3' else (known['name'],)
    # In random order, and with `None` for the absent ones.
    theirs = set(original((*DAY, *location, 'ipset'), server.endpoint).stdout.split()) - {b'None'}
    lines = ours((*DAY, *location, 'ipset'), server.endpoint).stdout
    assert hashlib.sha256(lines).hexdigest() == known['ipset']['sha256']
    assert theirs == set(lines.split())


def test_objects_were_delivered_when_the_truth_says(generated):
    server, truth = generated
    pages = make_client('s3', server.endpoint).get_paginator('list_objects_v2').paginate(Bucket='flow-logs')
    listed = {entry['Key']: entry['LastModified'].strftime('%Y-%m-%dT%H:%M:%SZ')
              for page in pages for entry in page['Contents']}
    assert listed == {entry['key']: entry['lastModified'] for entry in truth['s3']['objects']}
