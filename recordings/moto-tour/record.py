"""Makes this recording anew: moto, through the recorder, while boto3, the aws CLI and flowlogs_reader work on it.

    .build/venv/bin/python recordings/moto-tour/record.py

Needs the built commands, and the Python packages of the interop tests (`make interop` installs both).
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / 'Tests' / 'Interop'))

from mockserver import BINARIES  # noqa: E402
from recorder import Recorder  # noqa: E402
from tour import Tour  # noqa: E402


def main():
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    upstream = f'http://{host}:{port}'
    tour = Tour()
    tour.prepare(upstream)
    folder = HERE / 'recording'
    shutil.rmtree(folder, ignore_errors=True)
    expected = HERE / 'expected'
    expected.mkdir(exist_ok=True)
    with Recorder(folder, upstream) as recorder:
        for name, take in tour.clients.items():
            (expected / name).write_bytes(take(recorder.endpoint))
        assert recorder.stop() == 0, recorder.errors
    (expected / 'tour.json').write_text(json.dumps({'day': f'{tour.day:%Y-%m-%d}'}) + '\n')
    server.stop()
    for tool in (['normalize'], ['verify']):
        subprocess.run([BINARIES / 'mock-aws', 'recording', *tool, folder], check=True)


if __name__ == '__main__':
    main()
