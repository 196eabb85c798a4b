"""Secrets and identities, planted in every place of a request and an answer, do not reach the disk."""

import base64
import gzip
import json
import socket
import subprocess
import threading

import pytest

import rawhttp
from commands import original, ours
from mockserver import BINARIES, QUICKSTART, MockServer, clean_environment
from recorder import Recorder, exchanges, replaying

KEY_ID = 'AKIAQ3EGRZXKLMNOPQ5T'
TEMPORARY_KEY_ID = 'ASIAQ3EGRZXKLMNOPQ6U'
SECRET = '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'
TOKEN = 'IQoJb3JpZ2luX2VjEGsaCXVzLWVhc3QtMSJHMEUCIQDb7pE1zv0' + 'aB3x' * 30 + '=='
COOKIE = 'session=7f3a9c5e1b2d4860; Path=/'
SECRETS = [KEY_ID, TEMPORARY_KEY_ID, SECRET, TOKEN, '7f3a9c5e1b2d4860']
ACCOUNT = '748213905566'
ADDRESS = '203.0.113.77'
ADDRESS6 = '2001:db8:17:4::1a2b'
EMAIL = 'jane.doe@corp.example'
USER = 'jane-the-analyst'
INTERFACE = 'eni-0fe12dc34ba567890'
IDENTITIES = [ACCOUNT, ADDRESS, ADDRESS6, EMAIL, USER, INTERFACE]

RECORD = f'2 {ACCOUNT} {INTERFACE} {ADDRESS} 192.0.2.9 443 49152 6 10 840 1772600000 1772600059 ACCEPT OK'
EVENT = {'userIdentity': {'accessKeyId': TEMPORARY_KEY_ID, 'accountId': ACCOUNT, 'userName': USER,
                          'arn': f'arn:aws:iam::{ACCOUNT}:user/{USER}'},
         'sourceIPAddress': ADDRESS6, 'recipient': EMAIL,
         'responseElements': {'credentials': {'accessKeyId': KEY_ID, 'secretAccessKey': SECRET, 'sessionToken': TOKEN}}}
LOG = json.dumps({'Records': [EVENT]})

BODIES = {
    'json': ('application/x-amz-json-1.1', json.dumps({'Credentials': {
        'AccessKeyId': KEY_ID, 'SecretAccessKey': SECRET, 'SessionToken': TOKEN}, 'event': LOG}).encode()),
    'xml': ('text/xml', (
        f'<R><Credentials><AccessKeyId>{TEMPORARY_KEY_ID}</AccessKeyId><SecretAccessKey>{SECRET}</SecretAccessKey>'
        f'<SessionToken>{TOKEN}</SessionToken></Credentials><Arn>arn:aws:sts::{ACCOUNT}:assumed-role/{USER}/s</Arn>'
        f'<UserName>{USER}</UserName><Mail>{EMAIL}</Mail></R>').encode()),
    'text': ('text/plain', f'aws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\n{RECORD}\n'.encode()),
    'gzip': ('application/x-gzip', gzip.compress(f'{RECORD}\n'.encode() * 500) + gzip.compress(LOG.encode())),
    'plain-gzip': ('application/octet-stream', gzip.compress(LOG.encode() * 40)),
}


class PlantedServer:
    """Answers each path with its body, and with secrets in the headers."""

    def __init__(self):
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.endpoint = 'http://127.0.0.1:%d' % self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            reader = connection.makefile('rb')
            name = reader.readline().split(b' ')[1].split(b'?')[0].rsplit(b'/', 1)[1].decode()
            length = 0
            while (line := reader.readline()) not in (b'\r\n', b''):
                if line.lower().startswith(b'content-length:'):
                    length = int(line.split(b':')[1])
            reader.read(length)
            kind, body = BODIES.get(name, BODIES['json'])
            head = (f'HTTP/1.1 200 OK\r\nSet-Cookie: {COOKIE}\r\nx-amz-security-token: {TOKEN}\r\n'
                    f'x-amz-meta-owner: {EMAIL}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n'
                    'Connection: close\r\n\r\n')
            connection.sendall(head.encode() + body)

    def close(self):
        self.listener.close()


def ask(endpoint, name):
    """A request with secrets in its target, headers and body."""
    host, port = endpoint.removeprefix('http://').split(':')
    kind, body = BODIES[name]
    target = (f'/bucket/{name}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={KEY_ID}%2F20260304%2Fus-east-1%2Fs3%2F'
              f'aws4_request&X-Amz-Signature={"ab" * 32}&owner={EMAIL.replace("@", "%40")}&account={ACCOUNT}')
    head = (f'PUT {target} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {COOKIE.split(";")[0]}\r\nX-Amz-Security-Token: {TOKEN}\r\n'
            f'Authorization: AWS4-HMAC-SHA256 Credential={KEY_ID}/20260304/us-east-1/s3/aws4_request, '
            f'SignedHeaders=host, Signature={"cd" * 32}\r\nx-amz-meta-from: {ADDRESS}\r\nContent-Type: {kind}\r\n'
            f'Content-Length: {len(body)}\r\nConnection: close\r\n\r\n')
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(head.encode() + body)
        answer = b''
        while piece := connection.recv(1 << 16):
            answer += piece
    return answer


@pytest.fixture(scope='module')
def upstream():
    server = PlantedServer()
    yield server
    server.close()


def record(upstream, folder, scrub):
    with Recorder(folder, upstream.endpoint, '--scrub', scrub) as recorder:
        for name in BODIES:
            answer = ask(recorder.endpoint, name)
            assert answer.endswith(BODIES[name][1]), 'the client does not get what the server sent'
        assert recorder.stop() == 0, recorder.errors


def on_disk(folder):
    """Every byte that was written, gzip inflated, Base64 decoded."""
    seen = b''
    for path in folder.rglob('*'):
        if not path.is_file() or path.name == 'scrub.key':
            continue
        content = path.read_bytes()
        seen += content
        if content[:2] == b'\x1f\x8b':
            seen += gzip.decompress(content)
    return seen


def planted(text):
    return [text.encode(), text.replace('/', '\\/').encode(), base64.b64encode(text.encode()),
            text.replace('@', '%40').replace('/', '%2F').replace('+', '%2B').encode()]


@pytest.mark.parametrize('scrub, hidden', [('secrets', SECRETS), ('identities', SECRETS + IDENTITIES)])
def test_nothing_planted_reaches_the_disk(upstream, tmp_path, scrub, hidden):
    record(upstream, tmp_path / 'r', scrub)
    seen = on_disk(tmp_path / 'r')
    for text in hidden:
        assert not [spelling for spelling in planted(text) if spelling in seen], text
    for exchange in exchanges(tmp_path / 'r'):
        assert {'request.headers.Authorization', 'response.headers.Set-Cookie', 'response.body'} <= set(
            exchange['scrubbed'])
    known = tmp_path / 'known'
    known.write_text('\n'.join(IDENTITIES) + '\n')
    arguments = ['--known', known] if scrub == 'identities' else []
    ran = subprocess.run([BINARIES / 'mock-aws', 'recording', 'verify', *arguments, tmp_path / 'r'],
                         capture_output=True, text=True, env=clean_environment())
    assert ran.returncode == 0, ran.stdout


def test_secrets_leave_everything_else_alone(upstream, tmp_path):
    record(upstream, tmp_path / 'r', 'secrets')
    seen = on_disk(tmp_path / 'r')
    for text in (RECORD, ACCOUNT, EMAIL, USER):
        assert text.encode() in seen
    for exchange in exchanges(tmp_path / 'r'):
        headers = dict(exchange['response']['headers'])
        body = exchange['response']['body']
        size = body['bytes'] if 'bytes' in body else len(body['text'].encode())
        assert headers['Content-Length'] == str(size)


def test_verify_finds_what_was_not_taken_out(upstream, tmp_path):
    record(upstream, tmp_path / 'r', 'off')
    ran = subprocess.run([BINARIES / 'mock-aws', 'recording', 'verify', tmp_path / 'r'], capture_output=True,
                         text=True, env=clean_environment())
    assert ran.returncode == 1
    for kind in ('access key id', 'secret key', 'token', 'signature', 'cookie'):
        assert kind in ran.stdout, f'{kind} was not found in\n{ran.stdout}'
    for place in ('(gzip)', 'request.target', 'response.headers', 'request.body', 'response.body'):
        assert place in ran.stdout, f'nothing was found in {place}'
    for text in SECRETS:
        assert text not in ran.stdout


def test_pseudonyms_replay_to_the_original(tmp_path):
    """An identities recording of 5.0.1's own traffic replays to it, and both readers print the same pseudonyms."""
    day = ('-s', '2026-03-04 00:00:00', '-e', '2026-03-05 00:00:00')
    # The filter names an address that the recording knows by its pseudonym only.
    reads = [(*day, '--location-type', 's3', 'quickstart-flow-logs'), (*day, '/vpc/flow-logs'),
             (*day, '--filter-pattern', '"198.51.100.33"', '/vpc/flow-logs')]
    with MockServer('--world', str(QUICKSTART)) as server, \
            Recorder(tmp_path / 'r', server.endpoint, '--scrub', 'identities') as recorder:
        real = [original(arguments, recorder.endpoint).stdout for arguments in reads]
        assert recorder.stop() == 0, recorder.errors
    assert all(real)
    with replaying(tmp_path / 'r', '--on-exhausted', 'repeat-last') as replay:
        pseudonyms = [original(arguments, replay.endpoint) for arguments in reads]
        assert [run.returncode for run in pseudonyms] == [0] * len(reads), [run.stderr for run in pseudonyms]
        mine = [ours([*arguments, '--zero-as-dash'], replay.endpoint) for arguments in reads]
        assert [run.returncode for run in mine] == [0] * len(reads), [run.stderr for run in mine]
        assert replay.stop() == 0
    assert [run.stdout for run in pseudonyms] == [run.stdout for run in mine]
    columns = {}
    for before, after in zip(real, pseudonyms):
        for old, new in zip(before.decode().splitlines(), after.stdout.decode().splitlines(), strict=True):
            for index, (a, b) in enumerate(zip(old.split(), new.split(), strict=True)):
                if index in (1, 2, 3, 4) and a != '-':
                    assert a != b
                    assert columns.setdefault(a, b) == b, 'a pseudonym is not the same everywhere'
                elif index in (5, 6, 7, 8, 9, 12, 13):
                    assert a == b
    assert b'123456789012' not in b''.join(run.stdout for run in pseudonyms)
