#!/usr/bin/env python3
"""Shows that the memory of cloudtrail_reader does not grow with the log file that it reads.

Makes one log file of 500 MB of text, in one list and one line, and reads it from a file and from S3 (mock-aws), whatever
is done with the events: the resident memory has to stay within the limit, and every event has to come.

    make release
    Benchmarks/cloudtrail_memory.py                      # 500 MB of text, 64 MiB
    Benchmarks/cloudtrail_memory.py --bytes 50000000 --bin .build/debug
"""

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

from bench import serving, write_world
from cloudtrail import START, log_file, pack, record


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bytes", type=int, default=500_000_000, help="text to read, inflated")
    parser.add_argument("--limit-mib", type=float, default=64)
    parser.add_argument("--bin", default=".build/release", help="folder of the built programs")
    return parser.parse_args()


def text(size, total):
    """The pieces of a log file; `total` gets the number of its events.

    A thousand records come again and again, each time with identifiers of their own: making them is slower than reading
    them.
    """
    rng = random.Random(7)
    parts = []
    for _ in range(1000):
        event = record(rng, START + rng.randrange(300))
        head, tail = json.dumps(event, separators=(",", ":")).split(event["eventID"])
        parts.append((head, tail))
    events = 0
    separator = '{"Records":['
    while size > 0:
        lines = []
        for head, tail in parts:
            lines.append(f"{separator}{head}{events:08x}-0000-4000-8000-{rng.getrandbits(48):012x}{tail}")
            separator = ","
            events += 1
        piece = "".join(lines).encode()
        size -= len(piece)
        yield piece
    total.append(events)
    yield b"]}"


def measure(command, environment):
    """Runs a command; returns its output's lines and last line, its peak of resident memory in MiB, and its seconds."""
    began = time.monotonic()
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    lines = 0
    total = 0
    for line in reader.stdout:
        lines += 1
        if line[:1].isdigit():
            total += int(line.split(b"\t")[0])
    _, status, usage = os.wait4(reader.pid, 0)
    if status != 0:
        raise SystemExit(f"FAILED: {' '.join(command)}: status {status}")
    return lines, total, usage.ru_maxrss / 1024, time.monotonic() - began


def main():
    options = arguments()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        write_world(folder)
        bucket = os.path.join(folder, "s3", "memory")
        counted = []
        path = log_file(bucket, 0)
        size = pack(path, text(options.bytes, counted))
        events = counted[0]
        print(f"one log file: {size / 1e6:.0f} MB of text, {events} events, {os.path.getsize(path) / 1e6:.0f} MB compressed")
        program = os.path.join(options.bin, "cloudtrail_reader")
        with serving(folder, options.bin) as environment:
            for name, place in (("file", ["--location-type", "file", path]), ("S3", ["memory"])):
                for action in ("print", "services", "--store"):
                    store = os.path.join(folder, f"{name}.sqlite")
                    what = ["--store", store] if action == "--store" else ["--action", action]
                    lines, total, mib, seconds = measure([program, "scan", "--quiet", *place, *what], environment)
                    if action == "--store":
                        with sqlite3.connect(store) as database:
                            found = database.execute("SELECT count(*) FROM events").fetchone()[0]
                        os.remove(store)
                    else:
                        found = lines if action == "print" else total
                    over = mib > options.limit_mib or found != events
                    failed |= over
                    print(
                        f"{name}, {action}: {found} events in {seconds:.1f} s, at most {mib:.1f} MiB resident "
                        f"(limit {options.limit_mib:g}){' FAILED' if over else ''}"
                    )
    if failed:
        raise SystemExit("FAILED: too much memory, or events are missing")
    print("ok: every event")


if __name__ == "__main__":
    sys.exit(main())
