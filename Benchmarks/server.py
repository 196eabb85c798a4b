#!/usr/bin/env python3
"""Says how fast mock-aws answers, next to moto and to libmicrohttpd with nothing around it.

All three hold the same objects and events and are asked by wrk for one answer after another, in turns, round by round;
the median round counts. Says also how soon mock-aws is ready, and what memory it takes before and after all that.
Writes the table to SERVER.md beside this file.

    make release prepare-python prepare-peers
    Benchmarks/server.py
"""

import argparse
import contextlib
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

from bench import ACCOUNT, REGION, serving, write_world
from compare import processor

HERE = os.path.dirname(os.path.abspath(__file__))
GROUP = "bench"
EVENTS = 20_000
KEYS = 3_000
LISTING = "/list?list-type=2&encoding-type=url"
FILTER = """
wrk.method = "POST"
wrk.path = "/"
wrk.body = '{"logGroupName":"bench","limit":10000}'
wrk.headers["X-Amz-Target"] = "Logs_20140328.FilterLogEvents"
wrk.headers["Content-Type"] = "application/x-amz-json-1.1"
wrk.headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=AKIAMOCKAWSEXAMPLE01/20260304/%s/logs/aws4_request, SignedHeaders=host, Signature=00"
""" % REGION
# What is measured: a name, what to ask for, and what libmicrohttpd alone is asked for in its place.
REPLAYED = "the same of 6 bytes, replayed from a recording"
ANSWERS = {
    "GetObject, 6 bytes": ("/objects/small", "/small"),
    REPLAYED: ("/objects/small", "/small"),
    "GetObject, 64 KiB": ("/objects/large", "/large"),
    "ListObjectsV2, 1,000 keys": (LISTING, None),
    "FilterLogEvents, 1 MiB of messages": (None, None),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="how long wrk asks in each round")
    parser.add_argument("--python", default=".build/venv", help="a virtual environment with moto and boto3")
    parser.add_argument("--bin", default=".build/release", help="folder of the built programs")
    parser.add_argument("--results", default=os.path.join(HERE, "SERVER.md"), help="where the table is written")
    parser.add_argument("--fill", metavar="URL", help=argparse.SUPPRESS)
    return parser.parse_args()


def message(number):
    return (
        f"2 {ACCOUNT} eni-0123456789abcdef0 10.0.0.{number % 256} 198.51.100.7 {1024 + number} 443 6 12 3456 "
        f"1772582400 1772582460 ACCEPT OK"
    )


def fill(url):
    """Puts the objects and events into the server at an endpoint; with boto3, so in its environment."""
    import boto3

    def client(service):
        return boto3.client(
            service, endpoint_url=url, region_name=REGION, aws_access_key_id="AKIAMOCKAWSEXAMPLE01",
            aws_secret_access_key="mock-aws/secret/access/key/EXAMPLE000001")

    s3, logs = client("s3"), client("logs")
    for bucket in ("objects", "list"):
        s3.create_bucket(Bucket=bucket)
    # moto lets nobody in who does not sign, and wrk does not.
    s3.put_object(Bucket="objects", Key="small", Body=b"small\n", ACL="public-read")
    s3.put_object(Bucket="objects", Key="large", Body=b"x" * (64 << 10), ACL="public-read")
    for number in range(KEYS):
        s3.put_object(Bucket="list", Key=f"AWSLogs/{ACCOUNT}/vpcflowlogs/{REGION}/2026/03/04/{number:08}.log.gz", Body=b"")
    logs.create_log_group(logGroupName=GROUP)
    logs.create_log_stream(logGroupName=GROUP, logStreamName="eni-0123456789abcdef0-all")
    now = int(time.time() * 1000) - 60_000
    for first in range(0, EVENTS, 5_000):
        events = [{"timestamp": now + number // 100, "message": message(number)} for number in range(first, first + 5_000)]
        logs.put_log_events(logGroupName=GROUP, logStreamName="eni-0123456789abcdef0-all", logEvents=events)


@contextlib.contextmanager
def moto(options, folder):
    log = os.path.join(folder, "moto.log")
    with open(log, "w") as file:
        server = subprocess.Popen([os.path.join(options.python, "bin", "moto_server"), "-p", "0"], stderr=file)
    try:
        while True:
            with open(log) as file:
                if found := re.search(r"Running on (http://127\.0\.0\.1:\d+)", file.read(4096)):
                    break
            if server.poll() is not None:
                raise SystemExit("FAILED: moto did not start")
            time.sleep(0.05)
        yield found.group(1)
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def bare(folder):
    program = os.path.join(folder, "bare_server")
    subprocess.run(["cc", "-O2", "-o", program, os.path.join(HERE, "bare_server.c"), "-lmicrohttpd"], check=True)
    server = subprocess.Popen([program, "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
    finally:
        server.stdin.close()
        server.wait()


@contextlib.contextmanager
def replaying(options, folder, url):
    """Replays what `url` answers to a GET, again and again; gives the endpoint."""
    program, recording = os.path.join(options.bin, "mock-aws"), os.path.join(folder, "recording")
    subprocess.run(
        [program, "exec", "--record", recording, "--upstream", url, "--", "sh", "-c",
         "curl --silent --fail --output /dev/null $AWS_ENDPOINT_URL/objects/small"],
        check=True, env=dict(os.environ, AWS_ACCESS_KEY_ID="AKIAMOCKAWSEXAMPLE01",
                             AWS_SECRET_ACCESS_KEY="mock-aws/secret/access/key/EXAMPLE000001", AWS_REGION=REGION))
    server = subprocess.Popen(
        [program, "serve", "--recording", recording, "--on-exhausted", "repeat-last"], stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(server.stdout.readline())["endpoint"]
    finally:
        server.terminate()
        server.wait()


def memory_after(options, folder, steps):
    """What mock-aws takes, in MiB, after so many requests for a small object, each number in a row."""
    world = os.path.join(folder, "flat")
    os.makedirs(os.path.join(world, "s3", "objects"))
    write_world(world)
    with open(os.path.join(world, "s3", "objects", "small"), "w") as file:
        file.write("small\n")
    taken, done = [], 0
    with serving(world, options.bin) as environment:
        pid = child_of_this()
        for step in steps:
            while done < step:
                done += int(ask(environment["AWS_ENDPOINT_URL"] + "/objects/small", 2) * 2)
            taken.append(resident(pid))
    return taken


def ask(url, seconds, script=None):
    """Answers a second, as wrk counts them; an error or a connection that broke is a failure."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", *(["-s", script] if script else []), "--timeout", "30s", url]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in report or "Socket errors" in report:
        raise SystemExit(f"FAILED: {url}:\n{report}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1))


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def child_of_this():
    out = subprocess.run(["pgrep", "-P", str(os.getpid()), "-x", "mock-aws"], capture_output=True, text=True).stdout
    return int(out.split()[-1])


def time_to_ready(options, folder):
    """Milliseconds from the start of mock-aws until it says where it listens."""
    began = time.monotonic()
    server = subprocess.Popen(
        [os.path.join(options.bin, "mock-aws"), "serve", "--world", folder], stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    took = (time.monotonic() - began) * 1000
    server.terminate()
    server.wait()
    return took


def measure(options, folder):
    world = os.path.join(folder, "world")
    os.mkdir(world)
    write_world(world)
    script = os.path.join(folder, "filter.lua")
    with open(script, "w") as file:
        file.write(FILTER)
    speeds = {}

    def note(name, peer, speed):
        speeds.setdefault(name, {}).setdefault(peer, []).append(speed)

    ready = statistics.median(time_to_ready(options, world) for _ in range(5))
    with serving(world, options.bin) as environment, moto(options, folder) as moto_url, bare(folder) as bare_url:
        pid = child_of_this()
        idle = resident(pid)
        ours = environment["AWS_ENDPOINT_URL"]
        for url in (ours, moto_url):
            python = os.path.join(options.python, "bin", "python")
            subprocess.run([python, os.path.abspath(__file__), "--fill", url], check=True)
        filled = resident(pid)
        with replaying(options, folder, ours) as replay_url:
            for _ in range(options.rounds):
                for name, (path, bare_path) in ANSWERS.items():
                    for peer, url in (("ours", replay_url if name == REPLAYED else ours), ("moto", moto_url)):
                        note(name, peer, ask(url + (path or "/"), options.seconds, None if path else script))
                    if bare_path:
                        note(name, "libmicrohttpd", ask(bare_url + bare_path, options.seconds))
        after = resident(pid)
    return speeds, (ready, idle, filled, after, *memory_after(options, folder, (100_000, 1_000_000)))


def table(speeds):
    rows = [
        "| answer | mock-aws, a second | minimum | maximum | × moto | × libmicrohttpd alone |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, peers in speeds.items():
        ours = statistics.median(peers["ours"])
        def times(peer, digits):
            return f"{ours / statistics.median(peers[peer]):.{digits}f}" if peer in peers else ""

        rows.append(
            f"| {name} | {ours:,.0f} | {min(peers['ours']):,.0f} | {max(peers['ours']):,.0f} | {times('moto', 0)} | "
            f"{times('libmicrohttpd', 2)} |"
        )
    return "\n".join(rows)


def main():
    options = arguments()
    if options.fill:
        return fill(options.fill)
    with tempfile.TemporaryDirectory() as folder:
        speeds, (ready, idle, filled, after, early, late) = measure(options, folder)
    text = (
        "# How fast mock-aws answers\n\n"
        f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {processor()}; wrk with 8 connections "
        f"on the same machine, {options.rounds} rounds of {options.seconds} s in turns, medians. moto "
        "is `moto_server` as it comes; *libmicrohttpd alone* answers the same bytes from memory with two threads "
        "(`bare_server.c`).\n\n"
        f"{table(speeds)}\n\n"
        f"mock-aws is ready {ready:.0f} ms after its start and then takes {idle:.1f} MiB; {filled:.0f} MiB with the "
        f"objects and events of this benchmark in it, {after:.0f} MiB after all requests. Of a small world it takes "
        f"{early:.1f} MiB after 100,000 requests and {late:.1f} MiB after 1,000,000.\n\n"
        "To measure anew: `make bench`.\n"
    )
    print(text)
    with open(options.results, "w") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
