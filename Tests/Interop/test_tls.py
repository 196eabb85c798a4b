"""TLS: a certificate that is trusted, one that is not, and one line that says so."""

import ssl
import subprocess
import urllib.error
import urllib.request

import pytest

from commands import DAY, S3, ours
from mockserver import BINARIES, QUICKSTART, MockServer, clean_environment

GROUP = '/vpc/flow-logs'


@pytest.fixture(scope='module')
def secure(certificate):
    """The world that ships, over TLS."""
    with MockServer('--world', str(QUICKSTART), '--tls-cert', str(certificate / 'cert.pem'),
                    '--tls-key', str(certificate / 'key.pem')) as server:
        server.certificate = str(certificate / 'cert.pem')
        yield server


@pytest.mark.parametrize('arguments', [[*DAY, GROUP], [*DAY, *S3, 'quickstart-flow-logs']])
def test_our_reader_reads_the_same_over_tls(secure, quickstart, arguments):
    plain = ours(arguments, quickstart.endpoint)
    read = ours(arguments, secure.endpoint, AWS_CA_BUNDLE=secure.certificate)
    assert read.returncode == 0, read.stderr
    assert read.stdout == plain.stdout and read.stdout


def test_our_reader_refuses_a_certificate_that_nobody_vouches_for(secure):
    read = ours([*DAY, GROUP], secure.endpoint)
    assert (read.returncode, read.stdout) == (69, b'')
    lines = read.stderr.decode().splitlines()
    assert len(lines) == 1 and lines[0].startswith(f'error: {secure.endpoint}: no trusted TLS connection'), lines


def test_other_clients_refuse_it_too(tls):
    with pytest.raises(urllib.error.URLError) as caught:
        urllib.request.urlopen(f'{tls.endpoint}/_mock/health', timeout=20)
    assert isinstance(caught.value.reason, ssl.SSLError)


def test_exec_tells_the_command_where_the_certificate_is_wherever_the_command_goes(certificate):
    reader = BINARIES / 'flowlogs_reader'
    ran = subprocess.run(
        [BINARIES / 'mock-aws', 'exec', '--world', QUICKSTART, '--sigv4', 'strict', '--tls-cert', 'cert.pem',
         '--tls-key', 'key.pem', '--', 'sh', '-c', 'cd / && exec "$0" "$@"', reader, *DAY, GROUP, 'print', '1'],
        capture_output=True, text=True, env=clean_environment(), cwd=certificate, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == 1


def test_a_key_of_another_certificate_is_one_clear_line(certificate, tmp_path):
    (tmp_path / 'junk.pem').write_text('junk')
    ran = subprocess.run(
        [BINARIES / 'mock-aws', 'serve', '--tls-cert', certificate / 'cert.pem', '--tls-key', tmp_path / 'junk.pem'],
        capture_output=True, text=True, env=clean_environment(), timeout=60)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1 and 'check that certificate and key' in ran.stderr
