"""Objects that are not as the documentation has them, one oddity each, in the order of their keys."""

from dataclasses import dataclass

from formats import DEFAULT, header, line
from packing import gzip_member
from traffic import ACCOUNT, day_seconds

START = day_seconds('2026/03/04')


@dataclass
class Odd:
    """One object: what is odd about it, what lies in the bucket, and what a reader finds in it."""

    what: str
    text: str
    content: bytes
    flows: list
    skipped: int = 0


def flow(number, **changes):
    """The `number`th of the flows that all these objects are made of. A value of None takes the field out."""
    values = {
        'account-id': ACCOUNT,
        'interface-id': 'eni-0dd00000000000000',
        'srcaddr': f'198.51.100.{number}',
        'dstaddr': '192.0.2.10',
        'srcport': 40000 + number,
        'dstport': 443,
        'protocol': 6,
        'packets': number,
        'bytes': 100 * number,
        'start': START + 10 * number,
        'end': START + 10 * number + 5,
        'action': 'ACCEPT',
        'log-status': 'OK',
        **{name.replace('_', '-'): value for name, value in changes.items()},
    }
    return {name: value for name, value in values.items() if value is not None}


def lines(flows):
    return ''.join(line(DEFAULT, each) for each in flows)


def odd(what, text, flows, content=None, skipped=0):
    return Odd(what, text, gzip_member(text) if content is None else content, flows, skipped)


def make():
    head = header(DEFAULT)
    one, two, three = flow(1), flow(2), flow(3)
    three_lines = head + lines((one, two, three))
    cut = len(three_lines) // 2
    silent = dict.fromkeys(('srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes', 'action'))
    nodata = flow(4, **silent, log_status='NODATA')
    timeless = flow(5, start=None, end=None, **{**silent, 'log_status': 'NODATA'})
    yield odd('lines end with CR LF', three_lines.replace('\n', '\r\n'), [one, two, three])
    yield odd('a byte order mark before the header', '\ufeff' + three_lines, [one, two, three])
    yield odd('doubled blanks', three_lines.replace(' 443 ', '  443   '), [one, two, three])
    yield odd('no newline at the end', three_lines.rstrip('\n'), [one, two, three])
    yield odd('two gzip members, the header in both', head + lines([one]) + head + lines([two, three]),
              [one, two, three], gzip_member(head + lines([one])) + gzip_member(head + lines([two, three])))
    yield odd('two gzip members, cut inside a line', three_lines, [one, two, three],
              gzip_member(three_lines[:cut]) + gzip_member(three_lines[cut:]))
    yield odd('no header: the default format', lines((one, two, three)), [one, two, three])
    yield odd('plain text under a name that ends with .gz', three_lines, [one, two, three], three_lines.encode())
    yield odd('zeroes behind the gzip member', three_lines, [one, two, three], gzip_member(three_lines) + bytes(512))
    yield odd('an object of no bytes', '', [], b'')
    yield odd('gzip of nothing', '', [])
    yield odd('a header and nothing else', head, [])
    yield odd('the last column is missing in one line', head + lines([one]) + lines([two]).replace(' OK', ''),
              [one, flow(2, log_status=None)])
    yield odd('a column too many in one line', head + lines([one]) + lines([two]).replace('OK', 'OK extra'), [one, two])
    yield odd('times in milliseconds',
              head + lines([flow(1, start=one['start'] * 1000, end=one['end'] * 1000), two]), [one, two])
    yield odd('None where a hyphen is usual', head + lines([one]) + lines([nodata]).replace(' -', ' None'), [one, nodata])
    yield odd('neither start nor end', head + lines([one, timeless]), [one, timeless])
    yield odd('empty lines', head + lines([one]) + '\n\n' + lines([two]), [one, two])
    yield odd('a port that is no number', head + lines([one]) + lines([flow(2, dstport='https')]), [one], skipped=1)


ODD_OBJECTS = list(make())
