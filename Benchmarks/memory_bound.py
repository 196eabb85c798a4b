#!/usr/bin/env python3
"""Shows that the memory of flowlogs_reader does not grow with what it reads.

Makes a bucket of flow logs, serves it with mock-aws, prints all of it with several workers, and checks that every record
came, in the order of the keys, and that the resident memory stayed within the limit.

    make release
    Benchmarks/memory_bound.py                      # 2 GB of text, 4 workers, 64 MiB
    Benchmarks/memory_bound.py --bytes 200000000 --bin .build/debug
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib

from bench import ACCOUNT, HEADER, START, WINDOW, object_path, serving, write_world

def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bytes", type=int, default=2_000_000_000, help="text to read, inflated")
    parser.add_argument("--objects", type=int, default=24, help="objects to spread it over")
    parser.add_argument("--thread-count", type=int, default=4)
    parser.add_argument("--limit-mib", type=float, default=64)
    parser.add_argument("--bin", default=".build/release", help="folder of the built programs")
    return parser.parse_args()


def lines(rng, start, count):
    """Lines with one start time, so that the order of the objects shows in the output."""
    out = []
    for _ in range(count):
        out.append(
            "2 %s eni-%08x 10.%d.%d.%d 198.51.100.%d %d 443 6 %d %d %d %d ACCEPT OK\n"
            % (
                ACCOUNT, rng.getrandbits(32), rng.randrange(4), rng.randrange(256), rng.randrange(256),
                rng.randrange(256), rng.randrange(1024, 65536), rng.randrange(1, 500), rng.randrange(40, 100000),
                start, start + 59,
            )
        )
    return "".join(out).encode()


def make_world(folder, total_bytes, objects):
    """Writes the bucket; returns how many records it holds."""
    write_world(folder)
    rng = random.Random(7)
    records = 0
    for number in range(objects):
        start = START + 300 * number
        # Objects of different sizes, so that the workers do not go in step.
        size = total_bytes // objects * (2 if number % 2 else 1) * 2 // 3
        block = lines(rng, start, 20_000)
        packer = zlib.compressobj(1, wbits=31)
        with open(object_path(folder, "memory-bound", number), "wb") as file:
            file.write(packer.compress(HEADER))
            for _ in range(max(1, size // len(block))):
                file.write(packer.compress(block))
                records += 20_000
            file.write(packer.flush())
    return records


def check_order(stream):
    """Reads printed records; returns how many there are and how many bytes; raises where one is out of order."""
    count = size = 0
    last = b""
    for line in stream:
        start = line.split(b" ", 11)[10]
        if start < last:
            raise SystemExit(f"FAILED: record {count + 1} is out of order: {start.decode()} after {last.decode()}")
        last = start
        count += 1
        size += len(line)
    return count, size


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        records = make_world(folder, options.bytes, options.objects)
        with serving(folder, options.bin) as environment:
            began = time.monotonic()
            reader = subprocess.Popen(
                [
                    os.path.join(options.bin, "flowlogs_reader"), "--location-type", "s3", "--thread-count",
                    str(options.thread_count), *WINDOW, "memory-bound",
                ],
                stdout=subprocess.PIPE, env=environment,
            )
            count, size = check_order(reader.stdout)
            _, status, usage = os.wait4(reader.pid, 0)
            seconds = time.monotonic() - began
    mib = usage.ru_maxrss / 1024
    print(
        f"{count} records, {size / 1e6:.0f} MB printed of {options.bytes / 1e6:.0f} MB read in {seconds:.1f} s, "
        f"{options.thread_count} workers: at most {mib:.1f} MiB resident (limit {options.limit_mib:g})"
    )
    if status != 0 or count != records:
        raise SystemExit(f"FAILED: status {status}, {count} of {records} records")
    if mib > options.limit_mib:
        raise SystemExit("FAILED: too much memory")
    print("ok: every record, in the order of the keys")


if __name__ == "__main__":
    sys.exit(main())
