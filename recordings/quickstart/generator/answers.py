"""The known answers: what a correct reader finds in one bucket or one log group."""

from datetime import datetime, timezone
from ipaddress import ip_address

KEY = ('srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol')
COLUMNS = ('bytes', 'dstaddr', 'dstport', 'end', 'packets', 'protocol', 'srcaddr', 'srcport', 'start')


def spell_time(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime('%Y-%m-%d %H:%M:%S')


class Answers:
    """Counts flows as they are made; `spell` gives the finished answers in the order in which readers find them."""

    def __init__(self):
        self.bytes = 0
        self.compressed_bytes = 0
        self.flows = []  # (place, flow): the place is an object key or an event time
        self.objects = {}
        self.unreadable_keys = []

    def object(self, key, size, compressed_size):
        """Counts the bytes of an object that can be read."""
        self.bytes += size
        self.compressed_bytes += compressed_size

    def records(self, key, flows):
        """Counts the records of an object."""
        self.flows += [(key, flow) for flow in flows]
        self.objects[key] = {'records': len(flows)}

    def odd(self, key, odd):
        """Counts the records of an object with something odd about it."""
        self.records(key, odd.flows)
        self.objects[key].update({'what': odd.what, 'skipped': odd.skipped})

    def unreadable(self, key):
        """Notes an object that cannot be read."""
        self.unreadable_keys.append(key)

    def event(self, time, flow, message):
        """Counts one CloudWatch Logs event."""
        self.bytes += len(message)
        self.flows.append((time, flow))

    def spell(self):
        flows = [flow for _, flow in sorted(self.flows, key=lambda item: item[0])]
        answers = {
            'records': len(flows),
            'skipped': sum(entry.get('skipped', 0) for entry in self.objects.values()),
            'bytes': self.bytes,
            'addresses': self.addresses(flows),
            'aggregate': self.aggregate(flows),
        }
        if self.objects:
            answers['compressedBytes'] = self.compressed_bytes
            answers['objects'] = {key: self.objects[key] for key in sorted(self.objects)}
        if self.unreadable_keys:
            answers['unreadable'] = sorted(self.unreadable_keys)
        return answers

    @staticmethod
    def addresses(flows):
        """IPv4 before IPv6, ascending."""
        found = set()
        for flow in flows:
            if flow.get('log-status', 'OK') == 'OK':
                found |= {flow[name] for name in ('srcaddr', 'dstaddr') if name in flow}
        return sorted(found, key=lambda text: (ip_address(text).version, ip_address(text)))

    @staticmethod
    def aggregate(flows):
        """The rows of `aggregate`, in order of first appearance."""
        rows = {}
        for flow in flows:
            if any(name not in flow for name in KEY):
                continue
            row = rows.setdefault(tuple(flow[name] for name in KEY), {
                **{name: flow[name] for name in KEY},
                'packets': 0, 'bytes': 0, 'start': flow['start'], 'end': flow['end'],
            })
            row['packets'] += flow['packets']
            row['bytes'] += flow['bytes']
            row['start'] = min(row['start'], flow['start'])
            row['end'] = max(row['end'], flow['end'])
        spelled = []
        for row in rows.values():
            row.update({'start': spell_time(row['start']), 'end': spell_time(row['end'])})
            spelled.append('\t'.join(str(row[name]) for name in COLUMNS))
        return spelled
