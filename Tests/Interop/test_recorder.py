"""The recorder where things go wrong, and with what clients sign otherwise."""

import http.server
import signal
import subprocess
import threading
import urllib.error
import urllib.request

import pytest

from mockserver import ACCESS_KEY, BINARIES, aws_environment
from recorder import Recorder, exchanges, replaying


class Upstream:
    """Answers everything with a few bytes, and keeps what it was asked."""

    def __init__(self):
        self.requests = requests = []
        self.stalls = stalls = threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):
                requests.append((self.path, dict(self.headers)))
                self.send_response(200)
                # Whoever has the end of such an answer knows that it has been recorded.
                self.send_header('Transfer-Encoding', 'chunked')
                self.end_headers()
                self.wfile.write(b'2\r\nok\r\n')
                if 'stall' in self.path:
                    stalls.wait(60)
                self.wfile.write(b'0\r\n\r\n')

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = 'http://127.0.0.1:%d' % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.stalls.set()
        self.server.shutdown()


@pytest.fixture
def upstream():
    upstream = Upstream()
    yield upstream
    upstream.close()


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize('version', ['s3', 's3v4'])
@pytest.mark.parametrize('token', [None, 'a-token-of-the-client-that-is-long-enough'])
def test_presigned_requests_are_signed_anew(upstream, tmp_path, version, token):
    import boto3
    from botocore.config import Config
    with Recorder(tmp_path / 'recording', upstream.endpoint) as recorder:
        s3 = boto3.client('s3', endpoint_url=recorder.endpoint, region_name='us-east-1',
                          aws_access_key_id='AKIACLIENTCLIENTCLIE', aws_secret_access_key='client' * 7,
                          aws_session_token=token, config=Config(signature_version=version))
        url = s3.generate_presigned_url('get_object', Params={'Bucket': 'b', 'Key': 'k'})
        assert get(url) == 200
        assert recorder.stop() == 0, recorder.errors
    (path, headers), = upstream.requests
    assert path == '/b/k'
    assert headers['Authorization'].startswith('AWS4-HMAC-SHA256 Credential=' + ACCESS_KEY)
    # Whatever signs it: the question is the same.
    assert [line['key'] for line in exchanges(tmp_path / 'recording')] == ['s3:GetObject Bucket=b&Key=k']


def test_full_disk_costs_what_did_not_fit(upstream, tmp_path):
    resource = pytest.importorskip('resource')
    folder = tmp_path / 'recording'
    with Recorder(folder, upstream.endpoint, wrapper=['sh', '-c', 'trap "" XFSZ; exec "$@"', 'sh']) as recorder:
        assert get(recorder.endpoint + '/b/1') == 200
        lines = folder / 'exchanges.jsonl'
        unlimited = resource.prlimit(
            recorder.process.pid, resource.RLIMIT_FSIZE, (lines.stat().st_size + 50, resource.RLIM_INFINITY))
        assert get(recorder.endpoint + '/b/2') == 200
        resource.prlimit(recorder.process.pid, resource.RLIMIT_FSIZE, unlimited)
        assert get(recorder.endpoint + '/b/3') == 200
        assert recorder.stop() == 1
        assert 'exchanges.jsonl: File too large' in recorder.errors
    assert [line['request']['target'] for line in exchanges(folder)] == ['/b/1', '/b/3']


def test_second_signal_ends_a_recorder_that_waits_for_an_answer(upstream, tmp_path):
    with Recorder(tmp_path / 'recording', upstream.endpoint) as recorder:
        assert get(recorder.endpoint + '/b/1') == 200
        stalled = urllib.request.urlopen(recorder.endpoint + '/b/stall', timeout=20)
        assert stalled.read(2) == b'ok'
        recorder.process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            recorder.process.wait(1)
        assert recorder.stop() == -signal.SIGTERM
        stalled.close()
    with replaying(tmp_path / 'recording') as server:
        assert get(server.endpoint + '/b/1') == 200


def run(*arguments):
    return subprocess.run([BINARIES / 'mock-aws', 'exec', *arguments], capture_output=True, text=True,
                          env=aws_environment('http://unused.invalid'))


ASK = ['--', 'sh', '-c', 'curl -s -o /dev/null $AWS_ENDPOINT_URL/b/$0']


def test_miss_of_a_recording_that_is_there_is_told_by_exec(upstream, tmp_path):
    recording = ['--record', str(tmp_path / 'recording'), '--upstream', upstream.endpoint]
    assert run(*recording, *ASK, '1').returncode == 0
    assert run(*recording, *ASK, '1').returncode == 0
    missed = run(*recording, *ASK, '2')
    assert missed.returncode == 3
    assert 'the recording has no answer for: s3:GetObject Bucket=b Key=2' in missed.stderr
    assert run(*recording, '--mode', 'new', *ASK, '2').returncode == 0
    assert len(exchanges(tmp_path / 'recording')) == 2


@pytest.mark.parametrize('arguments, option', [
    (['--record', 'r', '--faults', 'flaky'], '--faults'),
    (['--record', 'r', '--report', 'x'], '--report'),
    (['--record', 'r', '--fault-trace', 'x'], '--fault-trace'),
    (['--record', 'r', '--sigv4', 'strict'], '--sigv4'),
    (['--mode', 'all'], '--mode'),
    (['--upstream', 'http://127.0.0.1:1'], '--upstream'),
    (['--scrub', 'identities'], '--scrub'),
    (['--profile', 'p'], '--profile'),
])
def test_options_that_would_do_nothing_are_refused(arguments, option, tmp_path):
    ran = run(*arguments, '--', 'true')
    assert ran.returncode == 64
    assert option in ran.stderr and '--record' in ran.stderr
