#!/usr/bin/env python3
"""Adds up flow logs of the default format by 5-tuple with DuckDB, and writes the groups to /dev/null, for compare.py."""

import argparse

import duckdb

COLUMNS = {
    "version": "INT", "account-id": "VARCHAR", "interface-id": "VARCHAR", "srcaddr": "VARCHAR", "dstaddr": "VARCHAR",
    "srcport": "INT", "dstport": "INT", "protocol": "INT", "packets": "BIGINT", "bytes": "BIGINT", "start": "BIGINT",
    "end": "BIGINT", "action": "VARCHAR", "log-status": "VARCHAR",
}

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("files", nargs="+")
arguments = parser.parse_args()
database = duckdb.connect()
database.execute(f"SET threads = {arguments.threads}")
database.execute("SET preserve_insertion_order = false")
database.execute(
    f"""
    COPY (
        SELECT srcaddr, dstaddr, srcport, dstport, protocol, sum(packets), sum(bytes), min("start"), max("end")
        FROM read_csv({arguments.files!r}, delim = ' ', header = true, nullstr = '-', columns = {COLUMNS!r})
        WHERE srcaddr IS NOT NULL GROUP BY ALL
    ) TO '/dev/null' (FORMAT csv, DELIMITER '\t')
    """
)
