#!/usr/bin/env python3
"""Says how fast cloudtrail_reader reads log files, next to Python's gzip and json, and to trailscraper.

Makes a folder of seeded log files, and reads them on one thread in several ways, one after the other, round by round. Of
each way the median counts. Speeds are megabytes of inflated text a second; only the ratios within one run say something,
and they are of processor time, as each way has one thread. trailscraper (PyPI) is given fewer files. Writes the table to
CLOUDTRAIL.md beside this file.

    make release
    Benchmarks/cloudtrail.py
    Benchmarks/cloudtrail.py --trailscraper .build/venv --bytes 400000000 --results /dev/null
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
import zlib

from bench import serving, write_world
from compare import processor, run

HERE = os.path.dirname(os.path.abspath(__file__))
ACCOUNT = "123456789012"
START = 1714521600  # 2024-05-01 00:00:00 UTC

READ = "import gzip, json, sys\nfor path in sys.argv[1:]:\n records = json.load(gzip.open(path))['Records']\n"
PYTHON = {
    "print": READ + " for record in records: print(json.dumps(record, separators=(',', ':')))\n",
    "services": (
        "import collections\ncounts = collections.Counter()\n" + READ
        + " counts.update((record['eventSource'], record['eventName']) for record in records)\n"
        + "for (source, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):\n"
        + " print(count, source, name, sep='\\t')\n"
    ),
}
CALLS = [
    ("ec2", "DescribeInstances", True), ("ec2", "RunInstances", False), ("s3", "GetObject", True),
    ("s3", "PutObject", False), ("sts", "AssumeRole", True), ("kms", "Decrypt", True), ("iam", "ListRoles", True),
    ("logs", "CreateLogStream", False), ("lambda", "Invoke", False), ("dynamodb", "DescribeTable", True),
    ("signin", "ConsoleLogin", False), ("cloudtrail", "LookupEvents", True),
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bytes", type=int, default=200_000_000, help="text to read, inflated")
    parser.add_argument("--files", type=int, default=40, help="log files to spread it over")
    parser.add_argument("--trailscraper", metavar="VENV", help="a virtual environment with trailscraper")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bin", default=".build/release", help="folder of the built programs")
    parser.add_argument("--results", default=os.path.join(HERE, "CLOUDTRAIL.md"), help="where the table is written")
    return parser.parse_args()


def guid(rng):
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def identity(rng, moment):
    number = rng.randrange(200)
    if number < 20:
        return {"type": "AWSService", "invokedBy": rng.choice(("autoscaling", "config", "lambda")) + ".amazonaws.com"}
    key = "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))
    if number < 80:
        name = f"user-{number}"
        return {
            "type": "IAMUser", "principalId": f"AIDA{number:017d}", "arn": f"arn:aws:iam::{ACCOUNT}:user/{name}",
            "accountId": ACCOUNT, "accessKeyId": "AKIA" + key, "userName": name,
        }
    role = f"role-{number % 15}"
    return {
        "type": "AssumedRole", "principalId": f"AROA{number:017d}:session-{number}",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/session-{number}", "accountId": ACCOUNT,
        "accessKeyId": "ASIA" + key,
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role", "principalId": f"AROA{number:017d}", "arn": f"arn:aws:iam::{ACCOUNT}:role/{role}",
                "accountId": ACCOUNT, "userName": role,
            },
            "webIdFederationData": {},
            "attributes": {"creationDate": moment, "mfaAuthenticated": rng.choice(("true", "false"))},
        },
    }


def record(rng, second):
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
    service, call, reads = rng.choice(CALLS)
    event = {
        "eventVersion": "1.09", "userIdentity": identity(rng, moment), "eventTime": moment,
        "eventSource": f"{service}.amazonaws.com", "eventName": call, "awsRegion": "us-east-1",
        "sourceIPAddress": f"203.0.113.{rng.randrange(256)}",
        "userAgent": "aws-cli/2.13.5 Python/3.11.4 Linux/5.15.0-76-generic exe/x86_64.ubuntu.22 prompt/off command/x",
    }
    if rng.randrange(12) == 0:
        event["errorCode"] = rng.choice(("AccessDenied", "Client.UnauthorizedOperation", "ThrottlingException"))
        event["errorMessage"] = f"User is not authorized to perform: {service}:{call} on resource: \"*\""
    event["requestParameters"] = {
        "name": guid(rng), "maxResults": rng.randrange(1000), "filter": {"items": [{"value": guid(rng)}] * 2},
    }
    event["responseElements"] = None if reads else {"requestId": guid(rng), "state": {"code": 0, "name": "pending"}}
    if call == "ConsoleLogin":
        event["responseElements"] = {"ConsoleLogin": rng.choice(("Success", "Success", "Failure"))}
        event["additionalEventData"] = {"MobileVersion": "No", "MFAUsed": rng.choice(("Yes", "No"))}
    event |= {
        "requestID": guid(rng), "eventID": guid(rng), "readOnly": reads,
        "resources": [{"accountId": ACCOUNT, "type": "AWS::S3::Object", "ARN": f"arn:aws:s3:::bucket/{guid(rng)}"}],
        "eventType": "AwsApiCall", "managementEvent": True, "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": f"{service}.us-east-1.amazonaws.com",
        },
    }
    return event


def pack(path, pieces):
    """Writes a log file of pieces of text; returns how many bytes of text it holds."""
    packer = zlib.compressobj(6, wbits=31)
    size = 0
    with open(path, "wb") as file:
        for piece in pieces:
            file.write(packer.compress(piece))
            size += len(piece)
        file.write(packer.flush())
    return size


def log_file(folder, number):
    """Where the log file with a number is, which holds the records from `START + 300 * number` on."""
    stamp = time.strftime("%Y%m%dT%H%MZ", time.gmtime(START + 300 * number))
    day = os.path.join(folder, f"AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/2024/05/01")
    os.makedirs(day, exist_ok=True)
    return os.path.join(day, f"{ACCOUNT}_CloudTrail_us-east-1_{stamp}_{number:016d}.json.gz")


def make_files(folder, size, count):
    """Writes log files; returns their paths, how many bytes of text each holds, and how many events all of them."""
    rng = random.Random(11)
    paths, sizes, events = [], [], 0
    for number in range(count):
        second = START + 300 * number
        records, left = [], size // count
        while left > 0:
            records.append(json.dumps(record(rng, second + rng.randrange(300)), separators=(",", ":")))
            left -= len(records[-1]) + 1
        paths.append(log_file(folder, number))
        sizes.append(pack(paths[-1], [('{"Records":[' + ",".join(records) + "]}").encode()]))
        events += len(records)
    return paths, sizes, events


def scan(options, *arguments):
    return [os.path.join(options.bin, "cloudtrail_reader"), "scan", "--thread-count", "1", "--quiet", *arguments]


def ways(options, folder, bucket, paths, sizes):
    """What is timed: a name, the command, and how many bytes of text it reads."""
    size = sum(sizes)
    yield "zcat", ["zcat", *paths], size
    for action in ("print", "services", "table", "errors", "logins"):
        yield f"ours: {action}", scan(options, "--location-type", "file", bucket, "--action", action), size
    for action in ("print", "services"):
        yield f"ours, from S3: {action}", scan(options, "bench", "--action", action), size
    store = os.path.join(folder, "store.sqlite")
    command = scan(options, "--location-type", "file", bucket, "--store", store)
    yield "ours: --store", ["sh", "-c", f'rm -f "{store}"; exec "$@"', "sh", *command], size
    for action, program in PYTHON.items():
        yield f"Python: {action}", [sys.executable, "-c", program, *paths], size
    if options.trailscraper:
        few = os.path.join(folder, "few")
        fewer = max(1, len(paths) // 4)
        for path in paths[:fewer]:
            link = os.path.join(few, os.path.relpath(path, bucket))
            os.makedirs(os.path.dirname(link), exist_ok=True)
            os.link(path, link)
        program = os.path.join(options.trailscraper, "bin", "trailscraper")
        window = ["--from", "2024-04-30", "--to", "2024-05-02"]
        yield "trailscraper: print", [program, "select", "--log-dir", few, *window], sum(sizes[:fewer])


def check(options, bucket, paths):
    """Both have to say the same, or the times are of no use."""
    for action, program in PYTHON.items():
        ours = scan(options, "--location-type", "file", bucket, "--action", action)
        a = subprocess.run(ours, capture_output=True, check=True).stdout
        b = subprocess.run([sys.executable, "-c", program, *paths], capture_output=True, check=True).stdout
        if a != b or not a:
            raise SystemExit(f"FAILED: {action} is not what Python's json says")


def table(measured, events_per_byte):
    """Markdown: speeds, and how often as fast as Python and trailscraper at the same action."""
    speed = {name: size / 1e6 / cpu for name, (size, _, cpu) in measured.items()}
    rows = [
        "| what | MB/s | of processor time | events/s | × Python | × trailscraper |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, (size, wall, _) in measured.items():
        action = name.split(": ")[-1]
        events = f"{size * events_per_byte / wall:,.0f}" if name != "zcat" else ""
        columns = [f"{name} | {size / 1e6 / wall:.1f} | {speed[name]:.1f} | {events}"]
        for other in (f"Python: {action}", "trailscraper: print"):
            shown = name.startswith("ours") and other in speed
            columns.append(f"{speed[name] / speed[other]:.1f}" if shown else "")
        rows.append("| " + " | ".join(columns) + " |")
    return "\n".join(rows)


def main():
    options = arguments()
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        world = os.path.join(folder, "world")
        bucket = os.path.join(world, "s3", "bench")
        os.makedirs(bucket)
        write_world(world)
        paths, sizes, events = make_files(bucket, options.bytes, options.files)
        check(options, bucket, paths)
        plan = list(ways(options, folder, bucket, paths, sizes))
        with serving(world, options.bin) as environment:
            for _ in range(options.rounds):
                for name, command, size in plan:
                    times.setdefault(name, []).append((size, *run(command, environment)[:2]))
    measured = {name: tuple(map(statistics.median, zip(*rounds))) for name, rounds in times.items()}
    rows = table(measured, events / sum(sizes))
    print(rows)
    with open(options.results, "w") as file:
        file.write(
            "# CloudTrail results\n\n"
            f"{time.strftime('%Y-%m-%d')}, {processor()}; {sum(sizes) / 1e6:.0f} MB of text, {events} events, in "
            f"{len(paths)} log files, one thread, medians of {options.rounds} rounds, start-up included. The ratios are of "
            "processor time; those to trailscraper are to its `select`, which prints. `ours` is "
            "`cloudtrail_reader scan --location-type file`; from S3, the files come from `mock-aws` on the same machine; "
            f"`--store` makes a new SQLite file.\n\n{rows}\n\n"
            "To measure anew: `make bench`.\n"
        )


if __name__ == "__main__":
    main()
