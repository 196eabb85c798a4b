"""What the benchmarks share: where their world is, its lines, and serving it with mock-aws."""

import contextlib
import json
import os
import subprocess
import tempfile
import time

ACCOUNT = "123456789012"
REGION = "us-east-1"
START = 1714521600  # 2024-05-01 00:00:00 UTC
WINDOW = ("-s", "2024-05-01 00:00:00", "-e", "2024-05-02 00:00:00")
HEADER = (
    b"version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n"
)


def write_world(folder, groups=()):
    """Writes the description of a world: nothing, but for flow logs that write to log groups."""
    columns = " ".join("${%s}" % name for name in HEADER.decode().split())
    flow_logs = [{"resourceId": "vpc-0a", "logGroupName": group, "logFormat": columns} for group in groups]
    with open(os.path.join(folder, "world.json"), "w") as file:
        json.dump({"accounts": [ACCOUNT], "regions": [REGION], "flowLogs": flow_logs}, file)


def object_path(folder, bucket, number):
    """Where the flow log object with a number is, which holds the records from `START + 300 * number` on."""
    stamp = time.strftime("%Y%m%dT%H%MZ", time.gmtime(START + 300 * number))
    name = f"{ACCOUNT}_vpcflowlogs_{REGION}_fl-0123456789abcdef0_{stamp}_{number:08x}.log.gz"
    day = os.path.join(folder, "s3", bucket, "AWSLogs", ACCOUNT, "vpcflowlogs", REGION, "2024", "05", "01")
    os.makedirs(day, exist_ok=True)
    return os.path.join(day, name)


@contextlib.contextmanager
def serving(folder, programs):
    """Serves a world while the block runs; gives the environment for those who read from it."""
    with tempfile.TemporaryDirectory() as scratch:
        ready = os.path.join(scratch, "ready.json")
        server = subprocess.Popen(
            [os.path.join(programs, "mock-aws"), "serve", "--world", folder, "--ready-file", ready],
            stdout=subprocess.DEVNULL,
        )
        try:
            while not os.path.exists(ready) or not os.path.getsize(ready):
                if server.poll() is not None:
                    raise SystemExit("FAILED: mock-aws did not start")
                time.sleep(0.05)
            with open(ready) as file:
                endpoint = json.load(file)["endpoint"]
            yield dict(
                os.environ, AWS_ENDPOINT_URL=endpoint, AWS_REGION=REGION, AWS_DEFAULT_REGION=REGION,
                AWS_ACCESS_KEY_ID="AKIAMOCKAWSEXAMPLE01",
                AWS_SECRET_ACCESS_KEY="mock-aws/secret/access/key/EXAMPLE000001",
            )
        finally:
            server.terminate()
            server.wait()
