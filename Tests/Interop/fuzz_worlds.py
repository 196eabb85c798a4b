"""Random worlds and random command lines for `fuzz_side_by_side.py`; the same seed gives the same ones.

What 5.0.1 and ours are known to read differently (the README's table) is left out, so that whatever differs is news.
"""

import gzip
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

DAY = datetime(2026, 3, 4, tzinfo=timezone.utc)
ACCOUNTS = ('123456789012', '210987654321')
REGIONS = ('us-east-1', 'eu-west-1')
NEW_FIELDS = ('ecs-cluster-name', 'reject-reason', 'resource-id', 'encryption-status', 'interface-type', 'instance-tag')
UNKNOWN_FIELDS = ('made-up', 'x9', 'tgw-colour')
DEFAULT = ('version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action '
           'log-status').split()
ADDRESSES = ('192.0.2.1', '192.0.2.20', '198.51.100.7', '203.0.113.255', '0.0.0.0', '2001:db8::1', 'fe80::', '::',
             '2001:DB8::1', '2001:db8:0:0:0:0:0:1', '::ffff:192.0.2.1', '010.0.0.1', 'not-an-address', '-', 'None')
# Ours finds 2001:db8::1 in any spelling, 5.0.1 does not.
ONE_SPELLING = (*ADDRESSES[:5], 'fe80::', '::', '10.9.8.7')
WORDS = ('-', 'None', 'eni-0a', 'ACCEPT', 'REJECT', 'OK', 'NODATA', 'SKIPDATA', 'vpc-1', 'i-0', '0', '00', 'none', '--',
         'a=b;c', '%20', 'żółw', '日本', '🦊', 'x' * 300, "it's", 'AMAZON', 'ingress', 'start', 'IPv6', '\x7f', '1.5')
NUMBERS = ('0', '1', '6', '17', '443', '65535', '00', '007', '+8', '-1', '-0', '+0', '1000000', '4294967296',
           '9223372036854775807', '-9223372036854775808', '000000000000000000000012')
MALFORMED = ('abc', '1.5', '0x10', '1e3', '--1', '+', '1-', '')


def columns_of(printed, random):
    """The columns of a made-up flow log: the default ones, or a choice in any order."""
    if random.random() < 0.25:
        return list(DEFAULT)
    fields = random.sample(printed, random.randint(0, len(printed)))
    fields += random.sample(NEW_FIELDS, random.randint(0, 2)) + random.sample(UNKNOWN_FIELDS, random.randint(0, 2))
    # Without these 5.0.1 crashes.
    needed = {'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes', 'start', 'end'}
    fields = list(dict.fromkeys([*fields, *sorted(needed - set(fields))]))
    random.shuffle(fields)
    return fields


def value_of(name, random):
    if name in ('start', 'end'):
        seconds = int(DAY.timestamp()) + random.randint(-5, 86400)
        return random.choice((str(seconds), str(seconds), f'{seconds}{random.randint(0, 999):03d}', f'0{seconds}',
                              f'+{seconds}', '0', '-1', '-0', '-62135596800', '2147483647', '2147483648', '-99999999999999',
                              random.choice(MALFORMED[:-1])))
    if name.endswith('addr'):
        return random.choice(ADDRESSES)
    if name in ('packets', 'bytes'):
        return random.choice(NUMBERS[:12])
    if name in ('version', 'srcport', 'dstport', 'protocol', 'tcp-flags', 'traffic-path') or name.startswith('packets-'):
        if random.random() < 0.02:
            return random.choice(MALFORMED[:-1])
        return '-' if random.random() < 0.1 else random.choice(NUMBERS)
    return random.choice(WORDS)


def plain_value(name, random):
    """A value as AWS writes it, so that whole records survive."""
    if name in ('start', 'end'):
        return str(int(DAY.timestamp()) + random.randint(0, 86399))
    if name.endswith('addr'):
        return random.choice(ADDRESSES[:7])
    if name in ('packets', 'bytes', 'srcport', 'dstport', 'tcp-flags', 'traffic-path') or name.startswith('packets-'):
        return str(random.choice((0, 1, 22, 443, 443, 40000)))
    return {'version': '2', 'protocol': '6', 'log-status': 'OK', 'action': 'ACCEPT'}.get(name) or random.choice(WORDS[2:6])


def line_of(columns, random, is_event):
    odd = random.random() < 0.5
    values = [value_of(name, random) if odd and random.random() < 0.3 else plain_value(name, random) for name in columns]
    shape = random.random()
    if shape < 0.05:
        values += ['extra', '-', '7'][:random.randint(1, 3)]
    elif shape < 0.12:
        # Only columns after the times may be missing in an event: without times 5.0.1 crashes.
        last = max(columns.index(name) for name in ('start', 'end', 'packets', 'bytes', 'protocol')) + 1
        del values[random.randint(last if is_event else 1, len(values)):]
    return values


def object_of(columns, random):
    """A file and the name of its compression."""
    header = [random.choice((name, name.replace('-', '_'))) for name in columns]
    rows = [' '.join(line_of(columns, random, False)) for _ in range(random.choice((0, 1, 3, 40)))]
    for _ in range(random.choice((0, 0, 1, 3))):
        rows.insert(random.randint(0, len(rows)), random.choice(('', ' '.join(columns))))
    end = random.choice(('\n', '\n', '\r\n'))
    lines = [' '.join(header), *(row + (' ' if row and len(row.split(' ')) >= len(columns) and random.random() < 0.1 else '')
                                 for row in rows)]
    text = (end.join(lines) + random.choice((end, end, ''))).encode()
    cut = random.randint(0, len(text))
    members = [text] if random.random() < 0.7 else [text[:cut], text[cut:]]
    return b''.join(gzip.compress(member, random.choice((0, 1, 9)), mtime=0) for member in members) + random.choice(
        (b'', b'', b'\0' * 512))


def write_bucket(folder, name, printed, random):
    columns = columns_of(printed, random)
    for number in range(random.randint(1, 6)):
        account, region = random.choice(ACCOUNTS), random.choice(REGIONS)
        stamp = DAY + timedelta(minutes=random.randint(-120, 26 * 60))
        path = folder / 's3' / name / 'AWSLogs' / account / 'vpcflowlogs' / region / stamp.strftime('%Y/%m/%d')
        if random.random() < 0.2:
            path = path / stamp.strftime('%H')
        path.mkdir(parents=True, exist_ok=True)
        file = f'{account}_vpcflowlogs_{region}_fl-0{number}_{stamp:%Y%m%dT%H%MZ}_{random.randint(0, 2**32):08x}.log.gz'
        (path / random.choice((file, file, file, f'readme_{number}.txt'))).write_bytes(object_of(columns, random))


def write_group(folder, name, printed, random):
    """A log group; returns its flow log."""
    columns = columns_of(printed, random)
    path = folder / 'logs' / quote(name, safe='')
    path.mkdir(parents=True)
    for stream in range(random.randint(1, 4)):
        times = sorted(int(DAY.timestamp() * 1000) + random.randint(-3_600_000, 90_000_000)
                       for _ in range(random.choice((1, 5, 60))))
        separator = random.choice((' ', ' ', '  ', '\t'))
        (path / f'eni-{stream}-all.log').write_text(''.join(
            f'{time} {separator.join(line_of(columns, random, True))}{random.choice(("", "", " "))}\n' for time in times))
    return {'logGroupName': name, 'resourceId': f'vpc-{name[-4:]}', 'logFormat': ' '.join(f'${{{c}}}' for c in columns)}


def write_worlds(folder, seeds, printed, generator):
    """One world folder with a bucket and a log group for each seed."""
    flow_logs = []
    for seed in seeds:
        random = generator(f'world {seed}')
        write_bucket(folder, f'fuzz-{seed}', printed, random)
        flow_logs.append(write_group(folder, f'/fuzz/{seed}', printed, random))
    (folder / 'world.json').write_text(json.dumps({
        'accounts': [ACCOUNTS[0]], 'regions': [REGIONS[0]], 'flowLogs': flow_logs}))


def command_of(seed, random):
    """Options, location and action, without what only ours knows."""
    start = DAY + timedelta(minutes=random.choice((0, 0, 0, -60, 5, 600)))
    end = DAY + timedelta(minutes=random.choice((1440, 1440, 1440, 1500, 600, 0)), seconds=random.choice((0, 0, 59)))
    start_options, end_options = ('-s', '--start-time', '--start'), ('-e', '--end-time', '--end')
    form = random.choice(('%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S', '%d %b %Y %H.%M.%S', '%Y-%jT%H%M%S', '%m/%d/%y %I:%M:%S %p'))
    options = [option(random.choice(start_options), start.strftime(form), random),
               option(random.choice(end_options), end.strftime(form), random)]
    if form != '%Y-%m-%d %H:%M:%S' or random.random() < 0.1:
        options.append(option(random.choice(('--time-format', '--time')), form, random))
    if random.random() < 0.5:
        options.append(option(random.choice(('--thread-count', '--thread')), str(random.randint(0, 5)), random))
    is_bucket = random.random() < 0.6
    if is_bucket:
        options.append(option(random.choice(('--location-type', '--loc')), 's3', random))
        if random.random() < 0.2:
            options.append(option('--include-accounts', random.choice((ACCOUNTS[0], ', '.join(ACCOUNTS), '0', '')), random))
        if random.random() < 0.2:
            options.append(option('--include-regions', random.choice((REGIONS[1], ','.join(REGIONS), '')), random))
        location = f'fuzz-{seed}' + random.choice(('', '', '/', '//'))
    else:
        if random.random() < 0.2:
            options.append(option('--filter-pattern', random.choice(('OK', '?REJECT ?OK', '-NODATA -SKIPDATA', '')), random))
        location = f'/fuzz/{seed}'
    if random.random() < 0.1:
        options.append(option('--region', random.choice(('us-east-1', '')), random))
    action = random.choice(([], ['print'], ['print', str(random.choice((0, 1, 2, 7, 1000)))], ['ipset'],
                            ['findip', *random.sample(ONE_SPELLING, random.randint(1, 3))], ['aggregate']))
    random.shuffle(options)
    split = random.randint(0, len(options)) if random.random() < 0.3 else len(options)
    flat = lambda parts: [word for part in parts for word in part]
    return [*flat(options[:split]), location, *action, *flat(options[split:])]


def option(name, value, random):
    """An option in one of the spellings that argparse takes."""
    if name.startswith('--'):
        return [f'{name}={value}'] if random.random() < 0.4 else [name, value]
    return [name + value] if random.random() < 0.3 and value else [name, value]
