"""A small web shop's traffic: visitors, a database, name look-ups, pings, scanners, and silence.

Every address is from the ranges that are set aside for documentation.
"""

from calendar import timegm

ACCOUNT = '123456789012'
PARTNER = '210987654321'

HOSTS = [f'192.0.2.{number}' for number in (10, 11, 12, 20, 21)]
VISITORS = [f'198.51.100.{number}' for number in (2, 7, 19, 33, 77, 140, 201)]
SCANNERS = [f'203.0.113.{number}' for number in (5, 66, 99)]
HOSTS_V6 = ['2001:db8:0:1::10', '2001:db8:0:1::20']
VISITORS_V6 = ['2001:db8:ffff::7', '2001:db8:ffff::4d2']


def day_seconds(day):
    """Midnight (UTC) of `yyyy/mm/dd`, in seconds since 1970."""
    year, month, date = (int(part) for part in day.split('/'))
    return timegm((year, month, date, 0, 0, 0))


class Dice:
    """A linear congruential generator (Knuth's MMIX constants): the same numbers on every Python."""

    def __init__(self, seed):
        self.state = 0x2026_0304
        for byte in seed.encode():
            self.state = self.state * 257 + byte & 0xFFFF_FFFF_FFFF_FFFF
            self.below(2)

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFF_FFFF_FFFF_FFFF
        return (self.state >> 33) % limit

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, choices):
        return choices[self.below(len(choices))]


class Traffic:
    """Makes flows as dictionaries, with the hyphenated field names as keys."""

    def __init__(self, seed, account, region):
        self.dice = Dice(seed)
        self.account = account
        self.region = region

    def flows(self, count, start):
        """`count` flows within the five minutes from `start`."""
        return [self.flow(start + self.dice.below(240)) for _ in range(count)]

    def flow(self, start):
        dice = self.dice
        kind = dice.below(100)
        if kind < 3:
            return self.silence(start, 'NODATA')
        if kind < 5:
            return self.silence(start, 'SKIPDATA')
        flow = self.silence(start, 'OK')
        flow['action'] = 'ACCEPT'
        flow['type'] = 'IPv4'
        flow['tcp-flags'] = 0
        if kind < 45:
            self.talk(flow, dice.pick(VISITORS), dice.pick(HOSTS), dice.between(40000, 40007), dice.pick((80, 443)), 6)
            flow['tcp-flags'] = dice.pick((2, 3, 18, 19))
        elif kind < 60:
            self.talk(flow, dice.pick(HOSTS), HOSTS[-1], dice.between(50000, 50003), 5432, 6)
        elif kind < 70:
            self.talk(flow, dice.pick(HOSTS), '192.0.2.2', dice.between(33000, 33003), 53, 17)
        elif kind < 78:
            self.talk(flow, dice.pick(VISITORS), dice.pick(HOSTS), 0, 0, 1)
        elif kind < 88:
            self.talk(flow, dice.pick(VISITORS_V6), dice.pick(HOSTS_V6), dice.between(40000, 40003), 443, 6)
            flow['type'] = 'IPv6'
        else:
            self.talk(flow, dice.pick(SCANNERS), dice.pick(HOSTS), dice.between(60000, 60003), dice.pick((22, 23, 3389)), 6)
            flow['action'] = 'REJECT'
            flow['tcp-flags'] = 2
        return flow

    def silence(self, start, status):
        """What is known of an interval without flows."""
        number = self.dice.below(3)
        return {
            'account-id': self.account,
            'interface-id': f'eni-0123456789abcde{number:02d}',
            'start': start,
            'end': start + self.dice.between(1, 59),
            'log-status': status,
            'vpc-id': 'vpc-0123456789abcdef0',
            'subnet-id': f'subnet-0123456789abcde{number:02d}',
            'region': self.region,
            'resource-type': 'TransitGateway',
            'tgw-id': 'tgw-0123456789abcdef0',
            'tgw-attachment-id': f'tgw-attach-0123456789abcde{number:02d}',
        }

    def talk(self, flow, source, target, source_port, target_port, protocol):
        dice = self.dice
        packets = dice.between(1, 40)
        flow.update({
            'srcaddr': source,
            'dstaddr': target,
            'srcport': source_port,
            'dstport': target_port,
            'protocol': protocol,
            'packets': packets,
            'bytes': packets * dice.between(40, 1400),
            'instance-id': 'i-0123456789abcdef0',
            'pkt-srcaddr': source,
            'pkt-dstaddr': target,
            'az-id': 'use1-az1',
            'flow-direction': 'egress' if source in HOSTS else 'ingress',
            'ecs-cluster-arn': f'arn:aws:ecs:{self.region}:{self.account}:cluster/shop',
            'ecs-cluster-name': 'shop',
            'ecs-service-name': 'checkout',
            'ecs-task-id': f'{dice.below(1 << 31):032x}',
            'tgw-src-vpc-account-id': self.account,
            'tgw-dst-vpc-account-id': PARTNER,
            'tgw-src-vpc-id': 'vpc-0123456789abcdef0',
            'tgw-dst-vpc-id': 'vpc-0fedcba9876543210',
            'tgw-pair-attachment-id': 'tgw-attach-0fedcba9876543210',
            'packets-lost-no-route': 0,
            'packets-lost-blackhole': dice.below(2),
            'packets-lost-mtu-exceeded': 0,
            'packets-lost-ttl-expired': 0,
        })
        if source in HOSTS:
            flow['traffic-path'] = dice.between(1, 8)
        if target_port == 443:
            flow['pkt-dst-aws-service'] = 'EC2'
