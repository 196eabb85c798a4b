#!/usr/bin/env python3
"""Says how fast flowlogs_reader is, next to flowlogs_reader 5.0.1 for Python, zcat, igzip, awk and DuckDB.

Makes buckets and log groups of seeded flow logs, serves them with mock-aws, and reads them in several ways, one after
the other, round by round. Of each way the median round counts. Speeds are megabytes of inflated text a second, so that
Python may be given fewer of them; only the ratios within one run say something. Writes the tables to RESULTS.md beside
this file.

    make release
    Benchmarks/compare.py                                    # ours against zcat and awk
    Benchmarks/compare.py --python .build/venv               # and against flowlogs_reader 5.0.1 in that environment
    Benchmarks/compare.py --duckdb VENV                      # and, where it adds up, against DuckDB (PyPI: duckdb)
    Benchmarks/compare.py --bytes 500000000 --rounds 5 --results /dev/null
"""

import argparse
import concurrent.futures
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import zlib

from bench import ACCOUNT, HEADER, START, WINDOW, object_path, serving, write_world

HERE = os.path.dirname(os.path.abspath(__file__))
AWK = '{ bytes[$4 " " $5 " " $6 " " $7 " " $8] += $10 } END { for (key in bytes) print key, bytes[key] }'
READ = (*WINDOW, "--location-type", "s3")
GROUP = (*WINDOW, "--location-type", "cwl")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bytes", type=int, default=120_000_000, help="text to read, inflated")
    parser.add_argument("--objects", type=int, default=8, help="objects to spread it over")
    parser.add_argument("--python", metavar="VENV", help="a virtual environment with flowlogs_reader 5.0.1")
    parser.add_argument("--python-bytes", type=int, default=6_000_000, help="text for it to read")
    parser.add_argument("--keys", type=int, default=1_000_000, help="5-tuples of the bucket with many")
    parser.add_argument("--few-keys", type=int, default=10_000, help="5-tuples of the bucket with few")
    parser.add_argument("--events", type=int, default=1_000_000, help="events of the log group")
    parser.add_argument("--python-events", type=int, default=100_000, help="events for Python to read")
    parser.add_argument("--duckdb", metavar="VENV", help="a virtual environment with DuckDB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bin", default=".build/release", help="folder of the built programs")
    parser.add_argument("--results", default=os.path.join(HERE, "RESULTS.md"), help="where the table is written")
    return parser.parse_args()


def text_of(rng, start, size):
    """About `size` bytes of lines: a thousand interfaces, flows of which most come only once, some zeros, no data."""
    lines = []
    left = size
    while left > 0:
        begin = start + rng.randrange(240)
        if rng.randrange(100) == 0:
            line = f"2 {ACCOUNT} eni-{rng.randrange(1000):017x} - - - - - - - {begin} {begin + 60} - NODATA\n"
        else:
            port = 0 if rng.randrange(20) == 0 else rng.choice((22, 53, 80, 443, 3389, 8080))
            line = (
                f"2 {ACCOUNT} eni-{rng.randrange(1000):017x} 203.0.{rng.randrange(256)}.{rng.randrange(256)} "
                f"10.0.{rng.randrange(8)}.{rng.randrange(256)} {rng.randrange(1024, 65536) if port else 0} {port} "
                f"{6 if port else 1} {rng.randrange(1, 500)} {rng.randrange(40, 1_000_000)} {begin} {begin + 60} "
                f"{rng.choice(('ACCEPT', 'ACCEPT', 'REJECT'))} OK\n"
            )
        lines.append(line)
        left -= len(line)
    return "".join(lines).encode()


def write_objects(folder, bucket, texts):
    """Writes the objects of a bucket, each with a header; returns their paths and how many bytes of text they hold."""
    paths, total = [], 0
    for number, text in enumerate(texts):
        packer = zlib.compressobj(6, wbits=31)
        paths.append(object_path(folder, bucket, number))
        with open(paths[-1], "wb") as file:
            file.write(packer.compress(HEADER + text) + packer.flush())
        total += len(HEADER) + len(text)
    return paths, total


def make_bucket(folder, bucket, size, objects):
    """Writes a bucket; returns the paths of its objects and how many bytes of text they hold."""
    rng = random.Random(11)
    return write_objects(
        folder, bucket, (text_of(rng, START + 300 * number, size // objects) for number in range(objects)))


def make_bucket_of_keys(folder, bucket, keys, objects, times=2):
    """Writes a bucket in which every 5-tuple comes so many times; returns the paths and how many bytes they inflate to."""
    rng = random.Random(13)
    order = list(range(keys)) * times
    rng.shuffle(order)

    def text(number):
        start = START + 300 * number
        return "".join(
            f"2 {ACCOUNT} eni-0123456789abcdef0 10.{key >> 16 & 255}.{key >> 8 & 255}.{key & 255} 198.51.100.7 "
            f"{1024 + (key >> 24) + key % 50_000} 443 6 {1 + key % 90} {40 + key % 9000} {start} {start + 60} ACCEPT OK\n"
            for key in order[number::objects]
        ).encode()

    return write_objects(folder, bucket, map(text, range(objects)))


def make_bucket_of_pool(folder, bucket, keys, size, objects):
    """Writes a bucket of flows that come again and again, as between servers; else its lines are as those of `text_of`."""
    rng = random.Random(5)
    pool = [
        f"eni-{rng.randrange(1000):017x} 203.0.{rng.randrange(256)}.{rng.randrange(256)} 10.0.{rng.randrange(8)}."
        f"{rng.randrange(256)} {rng.randrange(1024, 65536)} {rng.choice((22, 53, 80, 443, 3389, 8080))} 6"
        for _ in range(keys)
    ]

    def text(number):
        lines, left = [], size // objects
        while left > 0:
            begin = START + 300 * number + rng.randrange(240)
            lines.append(
                f"2 {ACCOUNT} {rng.choice(pool)} {rng.randrange(1, 500)} {rng.randrange(40, 1_000_000)} {begin} "
                f"{begin + 60} {rng.choice(('ACCEPT', 'ACCEPT', 'REJECT'))} OK\n")
            left -= len(lines[-1])
        return "".join(lines).encode()

    return write_objects(folder, bucket, map(text, range(objects)))


def make_group(folder, group, events):
    """Writes a log group of four streams; returns how many bytes of messages it holds."""
    rng = random.Random(17)
    os.makedirs(os.path.join(folder, "logs", group))
    total = 0
    for stream in range(4):
        text = text_of(rng, START, 130 * events // 4)
        lines = text.splitlines()[: events // 4]
        total += sum(map(len, lines))
        with open(os.path.join(folder, "logs", group, f"eni-{stream:017x}-all.log"), "wb") as file:
            for number, line in enumerate(lines):
                file.write(b"%d %s\n" % ((START + 3600) * 1000 + number // 4 * 4, line))
    return total


def run(command, environment):
    """Runs a command, whose output is thrown away; returns wall seconds, processor seconds and the most memory in MiB."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    message = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"FAILED: {' '.join(command)}: status {status}\n{message}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ways(options, paths, size):
    """What is timed: a name, the command, and how many bytes of text it reads."""
    ours = [os.path.join(options.bin, "flowlogs_reader"), *READ]
    yield "zcat", ["zcat", *paths], size
    yield "zcat, awk adds up", ["sh", "-c", 'zcat "$@" | awk \'' + AWK + "'", "sh", *paths], size
    for threads in (1, 4):
        def way(name, *action, flags=()):
            command = [*ours, "--thread-count", str(threads), *flags, "bench", *action]
            return f"ours: {name}, {threads} thread{'s' * (threads > 1)}", command, size
        yield way("print", "print")
        yield way("print --zero-as-dash", "print", flags=("--zero-as-dash",))
        yield way("findip", "findip", "10.0.3.7")
        yield way("ipset", "ipset")
        yield way("aggregate", "aggregate")


def more_ways(options, keys_size, events_size, pool_paths, pool_size):
    """Many keys, few keys next to inflating alone, and CloudWatch Logs."""
    program = os.path.join(options.bin, "flowlogs_reader")
    one = ("--thread-count", "1")
    yield f"ours: aggregate {options.keys:,} keys, 1 thread", [program, *READ, *one, "bench-keys", "aggregate"], keys_size
    few = f"{options.few_keys:,} keys, 1 thread"
    yield f"ours: aggregate {few}", [program, *READ, *one, "bench-pool", "aggregate"], pool_size
    if shutil.which("igzip"):
        # The library that ours inflates with.
        yield f"igzip: inflate {few}", ["igzip", "-d", "-c", *pool_paths], pool_size
    yield "ours: CloudWatch print, 1 thread", [program, *GROUP, *one, "bench", "print"], events_size


def python_ways(options, size, events_size):
    program = os.path.join(options.python, "bin", "flowlogs_reader")
    yield "Python 5.0.1: CloudWatch print, 1 thread", [program, *GROUP, "bench-python", "print"], events_size
    for action in (["print"], ["findip", "10.0.3.7"], ["ipset"], ["aggregate"]):
        yield f"Python 5.0.1: {action[0]}, 1 thread", [program, *READ, "bench-python", *action], size
    yield "Python 5.0.1: print, 4 threads", [program, *READ, "--thread-count", "4", "bench-python", "print"], size


def duckdb_ways(options, paths, size, key_paths, keys_size):
    """DuckDB reads the files itself, groups by 5-tuple, and writes the groups out."""
    python, script = os.path.join(options.duckdb, "bin", "python"), os.path.join(HERE, "duckdb_aggregate.py")
    yield f"DuckDB: aggregate {options.keys:,} keys, 1 thread", [python, script, "--threads", "1", *key_paths], keys_size
    for threads in (1, 2):
        name = f"DuckDB: aggregate, {threads} thread{'s' * (threads > 1)}"
        yield name, [python, script, "--threads", str(threads), *paths], size


def table(measured):
    """Markdown: speeds, memory, and how often as fast as zcat, and as others at the same action."""
    speeds = {name: sorted(size / 1e6 / wall for wall, _, _ in rounds) for name, (size, rounds) in measured.items()}
    speed = {name: statistics.median(values) for name, values in speeds.items()}
    rows = [
        "| what | MB/s | minimum | maximum | of processor time | peak MiB | × zcat | × Python | × DuckDB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, (size, rounds) in measured.items():
        action = name.split(": ")[-1].rsplit(", ", 1)[0].split(" --")[0]
        def times(other, digits=0):
            peer = speed.get(f"{other}: {action}, 1 thread") if name.startswith("ours") else None
            return f"{speed[name] / peer:.{digits}f}" if peer else ""

        cpu = statistics.median(size / 1e6 / processor for _, processor, _ in rounds)
        rows.append(
            f"| {name} | {speed[name]:.1f} | {speeds[name][0]:.1f} | {speeds[name][-1]:.1f} | {cpu:.1f} | "
            f"{max(memory for _, _, memory in rounds):.0f} | {speed[name] / speed['zcat']:.3g} | "
            f"{times('Python 5.0.1')} | {times('DuckDB', 1)} |"
        )
    return "\n".join(rows)


def startup(options, environment):
    """Milliseconds from start to end: of `--help`, and of reading one small object; ours and Python's."""
    programs = {"ours": os.path.join(options.bin, "flowlogs_reader")}
    if options.python:
        programs["Python 5.0.1"] = os.path.join(options.python, "bin", "flowlogs_reader")
    rows = ["| process, start to end | ours, ms | Python 5.0.1, ms | times |", "| --- | ---: | ---: | ---: |"]
    for name, rest in (("`--help`", ["--help"]), ("`print` of one small object", [*READ, "bench-small", "print"])):
        walls = {key: [] for key in programs}
        for _ in range(7):
            for key, program in programs.items():
                walls[key].append(run([program, *rest], environment)[0] * 1000)
        ours, other = (statistics.median(walls.get(key, [float("nan")])) for key in ("ours", "Python 5.0.1"))
        rows.append(f"| {name} | {ours:.0f} | {other:.0f} | {other / ours:.0f} |")
    return "\n".join(rows)


def generator(options):
    """What `mock-aws generate --dry-run` says that it makes up in a second."""
    report = subprocess.run(
        [os.path.join(options.bin, "mock-aws"), "generate", "--dry-run", "--threads", "1", "--duration", "3h", "--rate",
         "200", "nowhere"], capture_output=True, text=True, check=True)
    return int(re.search(r"(\d+) records/s", report.stdout).group(1)) / 1e6


def processor():
    """How many processors there are, and of what kind where the system tells."""
    kind = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as lines:
            kind = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), kind)
    return f"{os.cpu_count()} × {kind}"


def make_plan(options, folder):
    """Makes the world; returns all ways, and how many bytes of text the first bucket holds."""
    write_world(folder, groups=("bench", "bench-python"))
    paths, size = make_bucket(folder, "bench", options.bytes, options.objects)
    make_bucket(folder, "bench-small", 10_000, 1)
    key_paths, keys_size = make_bucket_of_keys(folder, "bench-keys", options.keys, options.objects)
    pool_paths, pool_size = make_bucket_of_pool(folder, "bench-pool", options.few_keys, options.bytes, options.objects)
    events_size = make_group(folder, "bench", options.events)
    plan = [*ways(options, paths, size), *more_ways(options, keys_size, events_size, pool_paths, pool_size)]
    if options.python:
        _, python_size = make_bucket(folder, "bench-python", options.python_bytes, options.objects)
        plan += python_ways(options, python_size, make_group(folder, "bench-python", options.python_events))
    if options.duckdb:
        plan += duckdb_ways(options, paths, size, key_paths, keys_size)
    return plan, size


def main():
    options = arguments()
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what this one ever took counts as the memory of those that it starts.
        with concurrent.futures.ProcessPoolExecutor(1) as maker:
            plan, size = maker.submit(make_plan, options, folder).result()
        with serving(folder, options.bin) as environment:
            starts = startup(options, environment)
            for _ in range(options.rounds):
                for name, command, read in plan:
                    measured.setdefault(name, (read, []))[1].append(run(command, environment))
    rows = table(measured)
    text = (
        "# Results\n\n"
        f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {processor()}; "
        f"{size / 1e6:.0f} MB of text in {options.objects} objects, {options.keys:,} keys in twice as many records, "
        f"{options.events:,} events; {options.rounds} rounds in turns, medians. Start-up, listing and the transfer from "
        "mock-aws, which takes its share of the same processors, are included. *Of processor time*: megabytes for a "
        "second that the program itself computes, whatever else the machine does.\n\n"
        f"{rows}\n\n{starts}\n\n"
        f"`mock-aws generate` makes up {generator(options):.1f} million records of the default format a second on one "
        "thread, uncompressed.\n\n"
        "To measure anew: `make bench`.\n"
    )
    print(text)
    with open(options.results, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main()
