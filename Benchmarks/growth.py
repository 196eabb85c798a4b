#!/usr/bin/env python3
"""Says how time and memory of flowlogs_reader grow with what it reads: with files, with 5-tuples, with threads.

Makes buckets of seeded flow logs, serves them with mock-aws, and reads each in turns, round by round; the median round
counts. Writes the tables to GROWTH.md beside this file.

    make release
    Benchmarks/growth.py                        # 1 to 100 files, 10^3 to 10^7 keys, 1 to 4 threads; 1.5 GB of disk
    Benchmarks/growth.py --keys 1000 1000000
"""

import argparse
import concurrent.futures
import os
import platform
import statistics
import tempfile
import time

from bench import serving, write_world
from compare import READ, make_bucket, make_bucket_of_keys, processor, run

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--file-bytes", type=int, default=2_000_000, help="text in each of them, inflated")
    parser.add_argument("--keys", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--records", type=int, default=2_000_000, help="records of each bucket of keys, at least two a key")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bin", default=".build/release", help="folder of the built programs")
    parser.add_argument("--results", default=os.path.join(HERE, "GROWTH.md"), help="where the tables are written")
    return parser.parse_args()


def make_world(options, folder):
    """Writes all buckets; returns how many bytes of text each holds, by name."""
    write_world(folder)
    sizes = {}
    for count in options.files:
        sizes[f"files-{count}"] = make_bucket(folder, f"files-{count}", count * options.file_bytes, count)[1]
    for count in options.keys:
        name = f"keys-{count}"
        sizes[name] = make_bucket_of_keys(folder, name, count, 8, max(2, options.records // count))[1]
    return sizes


def measure(options, sizes, environment):
    """Medians of wall seconds, and the most MiB, of each way to read."""
    program = os.path.join(options.bin, "flowlogs_reader")
    most = f"files-{options.files[-1]}"
    ways = [(f"files-{count}", 1, "print") for count in options.files]
    ways += [(most, threads, "print") for threads in options.threads]
    ways += [(f"keys-{count}", 1, "aggregate") for count in options.keys]
    measured = {}
    for _ in range(options.rounds):
        for way in dict.fromkeys(ways):
            bucket, threads, action = way
            command = [program, *READ, "--thread-count", str(threads), bucket, action]
            measured.setdefault(way, []).append(run(command, environment))
    return {
        way: (statistics.median(wall for wall, _, _ in rounds), max(memory for _, _, memory in rounds))
        for way, rounds in measured.items()
    }


def tables(options, sizes, measured):
    most = f"files-{options.files[-1]}"
    lines = ["| files, `print` on one thread | MB | seconds | MB/s | peak MiB |", "| ---: | ---: | ---: | ---: | ---: |"]
    for count in options.files:
        size, (wall, memory) = sizes[f"files-{count}"] / 1e6, measured[f"files-{count}", 1, "print"]
        lines.append(f"| {count} | {size:.0f} | {wall:.3f} | {size / wall:.0f} | {memory:.0f} |")
    lines += ["", f"| threads, `print` of {options.files[-1]} files | seconds | times one | peak MiB |"]
    lines += ["| ---: | ---: | ---: | ---: |"]
    for threads in options.threads:
        wall, memory = measured[most, threads, "print"]
        lines.append(f"| {threads} | {wall:.3f} | {measured[most, 1, 'print'][0] / wall:.2f} | {memory:.0f} |")
    lines += ["", "| 5-tuples, `aggregate` on one thread | records | seconds | ns a record | peak MiB |"]
    lines += ["| ---: | ---: | ---: | ---: | ---: |"]
    for count in options.keys:
        records = count * max(2, options.records // count)
        wall, memory = measured[f"keys-{count}", 1, "aggregate"]
        lines.append(f"| {count:,} | {records:,} | {wall:.3f} | {wall / records * 1e9:.0f} | {memory:.0f} |")
    return "\n".join(lines)


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what this one ever took counts as the memory of those that it starts.
        with concurrent.futures.ProcessPoolExecutor(1) as maker:
            sizes = maker.submit(make_world, options, folder).result()
        with serving(folder, options.bin) as environment:
            measured = measure(options, sizes, environment)
    text = (
        "# How time and memory grow\n\n"
        f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {processor()}; from S3 by mock-aws, "
        f"which takes its share of the same processors; {options.rounds} rounds in turns, medians.\n\n"
        f"{tables(options, sizes, measured)}\n\nTo measure anew: `make bench`.\n"
    )
    print(text)
    with open(options.results, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main()
