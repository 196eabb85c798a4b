"""Our Swift client against moto, a server that somebody else wrote."""

import os
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from mockserver import ROOT, clean_environment


@pytest.fixture
def moto():
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f'http://{host}:{port}'
    server.stop()


def test_our_client_against_moto(moto, tmp_path):
    report = tmp_path / 'moto.xml'
    ran = subprocess.run(
        ['swift', 'test', '--skip-build', '--disable-xctest', '--filter', 'InteropTests', '--xunit-output', report],
        cwd=ROOT, env=clean_environment(MOTO_ENDPOINT=moto, HOME=os.environ.get('HOME', str(tmp_path))), timeout=600,
        capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-4000:]
    cases = list(ElementTree.parse(report).getroot().iter('testcase'))
    assert [case for case in cases if case.find('skipped') is None], 'no test ran against moto'
