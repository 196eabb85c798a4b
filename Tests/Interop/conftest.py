"""What the tests share: the servers, and a clean environment."""

import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from clients import make_client  # noqa: E402
from mockserver import BINARIES, QUICKSTART, MockServer, clean_environment, write_world  # noqa: E402


@pytest.fixture(scope='session', autouse=True)
def isolated_environment():
    """Takes the caller's AWS settings out of this process."""
    before, clean = dict(os.environ), clean_environment()
    os.environ.clear()
    os.environ.update(clean)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope='session', autouse=True)
def binaries(isolated_environment):
    """The folder of the built commands."""
    for name in ('flowlogs_reader', 'mock-aws'):
        assert (BINARIES / name).exists(), f'{BINARIES / name} is not built: run `make build`'
    return BINARIES


@pytest.fixture(scope='session')
def strict_server(tmp_path_factory, binaries):
    """A server that checks every signature against the credentials of its world."""
    world = write_world(tmp_path_factory.mktemp('strict-world'))
    with MockServer('--world', str(world), '--sigv4', 'strict') as server:
        yield server
        assert server.stop() == 0


@pytest.fixture
def server(strict_server):
    """The strict server, as if it had just been started."""
    strict_server.reset()
    return strict_server


@pytest.fixture(scope='session')
def certificate(tmp_path_factory):
    """A folder with a certificate for this machine, `cert.pem`, and its key, `key.pem`."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    folder = tmp_path_factory.mktemp('certificate')
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, 'mock-aws')])
    now = datetime.now(timezone.utc)
    names = x509.SubjectAlternativeName([x509.DNSName('localhost'), x509.IPAddress(ip_address('127.0.0.1'))])
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256()))
    (folder / 'cert.pem').write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / 'key.pem').write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return folder


@pytest.fixture(scope='session')
def tls(tmp_path_factory, binaries, certificate):
    """A strict server that speaks TLS, with its certificate: over TLS botocore sends unsigned chunks with a trailer."""
    world = write_world(tmp_path_factory.mktemp('tls-world'))
    with MockServer('--world', str(world), '--sigv4', 'strict', '--tls-cert', str(certificate / 'cert.pem'),
                    '--tls-key', str(certificate / 'key.pem')) as server:
        assert server.endpoint.startswith('https://')
        server.certificate = str(certificate / 'cert.pem')
        yield server


@pytest.fixture(scope='session')
def quickstart(binaries):
    """A server over the world that ships."""
    with MockServer('--world', str(QUICKSTART)) as server:
        yield server


@pytest.fixture
def client(server):
    """Makes clients of the strict server: `client('s3', region='eu-west-1')`."""
    return lambda service, **options: make_client(service, server.endpoint, **options)


@pytest.fixture
def s3(client):
    return client('s3')


@pytest.fixture
def logs(client):
    return client('logs')


@pytest.fixture
def ec2(client):
    return client('ec2')


@pytest.fixture
def sts(client):
    return client('sts')
