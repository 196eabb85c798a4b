#!/usr/bin/env python3
"""Says how fast flowlogs_reader is, next to flowlogs_reader 5.0.1 for Python, zcat and awk.

Makes a bucket of seeded flow logs, serves it with mock-aws, and reads it in several ways, one after the other, round by
round. Of each way the fastest round counts. Speeds are megabytes of inflated text a second, so that Python may be given
fewer of them; only the ratios within one run say something. Writes the table to RESULTS.md beside this file.

    swift build -c release
    Benchmarks/compare.py                                    # ours against zcat and awk
    Benchmarks/compare.py --python .build/venv               # and against flowlogs_reader 5.0.1 in that environment
    Benchmarks/compare.py --duckdb VENV                      # and, where it adds up, against DuckDB (PyPI: duckdb)
    Benchmarks/compare.py --bytes 500000000 --rounds 5 --results /dev/null
"""

import argparse
import os
import platform
import random
import subprocess
import tempfile
import time
import zlib

from bench import ACCOUNT, HEADER, START, WINDOW, object_path, serving, write_world

HERE = os.path.dirname(os.path.abspath(__file__))
AWK = '{ bytes[$4 " " $5 " " $6 " " $7 " " $8] += $10 } END { for (key in bytes) print key, bytes[key] }'
READ = (*WINDOW, "--location-type", "s3")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bytes", type=int, default=60_000_000, help="text to read, inflated")
    parser.add_argument("--objects", type=int, default=8, help="objects to spread it over")
    parser.add_argument("--python", metavar="VENV", help="a virtual environment with flowlogs_reader 5.0.1")
    parser.add_argument("--python-bytes", type=int, default=6_000_000, help="text for it to read")
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


def make_bucket(folder, bucket, size, objects):
    """Writes a bucket; returns the paths of its objects and how many bytes of text they hold."""
    rng = random.Random(11)
    paths, total = [], 0
    for number in range(objects):
        text = HEADER + text_of(rng, START + 300 * number, size // objects)
        packer = zlib.compressobj(6, wbits=31)
        paths.append(object_path(folder, bucket, number))
        with open(paths[-1], "wb") as file:
            file.write(packer.compress(text) + packer.flush())
        total += len(text)
    return paths, total


def run(command, environment):
    """Runs a command, whose output is thrown away; returns wall seconds and processor seconds."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    message = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"FAILED: {' '.join(command)}: status {status}\n{message}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime


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


def python_ways(options, size):
    program = os.path.join(options.python, "bin", "flowlogs_reader")
    for action in (["print"], ["findip", "10.0.3.7"], ["ipset"], ["aggregate"]):
        yield f"Python 5.0.1: {action[0]}, 1 thread", [program, *READ, "bench-python", *action], size
    yield "Python 5.0.1: print, 4 threads", [program, *READ, "--thread-count", "4", "bench-python", "print"], size


def duckdb_ways(options, paths, size):
    """DuckDB reads the files itself, groups by 5-tuple, and writes the groups out."""
    python, script = os.path.join(options.duckdb, "bin", "python"), os.path.join(HERE, "duckdb_aggregate.py")
    for threads in (1, 2):
        name = f"DuckDB: aggregate, {threads} thread{'s' * (threads > 1)}"
        yield name, [python, script, "--threads", str(threads), *paths], size


def table(measured):
    """Markdown: speeds, and how often as fast as zcat, and as others at the same action."""
    speed = {name: size / 1e6 / wall for name, (size, wall, _) in measured.items()}
    rows = [
        "| what | MB/s | of processor time | × zcat | × Python | × DuckDB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, (size, _, processor) in measured.items():
        action = name.split(": ")[-1].split(",")[0].split(" ")[0]
        def times(other, digits=0):
            peer = speed.get(f"{other}: {action}, 1 thread") if name.startswith("ours") else None
            return f"{speed[name] / peer:.{digits}f}" if peer else ""

        rows.append(
            f"| {name} | {speed[name]:.1f} | {size / 1e6 / processor:.1f} | {speed[name] / speed['zcat']:.3g} | "
            f"{times('Python 5.0.1')} | {times('DuckDB', 1)} |"
        )
    return "\n".join(rows)


def processor():
    """How many processors there are, and of what kind where the system tells."""
    kind = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as lines:
            kind = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), kind)
    return f"{os.cpu_count()} × {kind}"


def main():
    options = arguments()
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        write_world(folder)
        paths, size = make_bucket(folder, "bench", options.bytes, options.objects)
        plan = list(ways(options, paths, size))
        if options.python:
            _, python_size = make_bucket(folder, "bench-python", options.python_bytes, options.objects)
            plan += python_ways(options, python_size)
        if options.duckdb:
            plan += duckdb_ways(options, paths, size)
        with serving(folder, options.bin) as environment:
            for _ in range(options.rounds):
                for name, command, read in plan:
                    wall, cpu = run(command, environment)
                    _, best_wall, best_cpu = measured.get(name, (read, wall, cpu))
                    measured[name] = (read, min(wall, best_wall), min(cpu, best_cpu))
    rows = table(measured)
    print(rows)
    with open(options.results, "w") as file:
        file.write(
            "# Results\n\n"
            f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {processor()}; "
            f"{size / 1e6:.0f} MB of text in {options.objects} objects, best of {options.rounds} rounds. Start-up, "
            "listing and the transfer from mock-aws on the same machine are included. *Of processor time*: megabytes "
            "for a second that the program itself computes, whatever else the machine does.\n\n"
            f"{rows}\n\n"
            "To measure anew: `swift build -c release`, then `Benchmarks/compare.py --python .build/venv --duckdb VENV` "
            "(`make prepare-python` makes the first environment, `pip install duckdb` the second).\n"
        )


if __name__ == "__main__":
    main()
