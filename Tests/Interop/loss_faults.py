"""Faults of a loss schedule: everything passes when it is asked for again, now or by a later run."""

LISTING = {'service': 's3', 'operation': 'ListObjectsV2'}
QUEUE = {'service': 'sqs', 'operation': ['ReceiveMessage', 'DeleteMessage', 'DeleteMessageBatch',
                                         'ChangeMessageVisibility']}


def _object_effect(chance):
    return chance.choice([
        'throttle', 'throttle', 'reset', 'truncate', 'vanish',
        {'reset': {'fraction': chance.random()}},
        {'reset': {'afterBytes': chance.randint(1, 400)}},
        {'truncate': {'fraction': chance.random()}},
        {'wrongLength': {'delta': chance.choice([-60, -1, 1, 500])}},
        {'badGzip': {'mode': chance.choice(['flip', 'cut', 'garbage'])}},
        {'error': {'code': chance.choice(['InternalError', 'ServiceUnavailable', 'AccessDenied'])}},
        {'http': {'status': chance.choice([200, 403, 502]), 'body': '<html><body>proxy error</body></html>'}},
    ])


def _call_effect(chance):
    return chance.choice([
        'throttle', 'reset', 'truncate', {'reset': {'fraction': chance.random()}},
        {'reset': {'afterBytes': chance.randint(1, 400)}}, {'error': {'code': 'InternalError'}},
        {'http': {'status': 502, 'body': '<html><body>proxy error</body></html>'}},
    ])


def rules(chance, keys, queue=False):
    """Rules that concern some of the keys each, and now and then the listings, or the calls to the queue."""
    made = []

    def add(match, effect, schedule='always'):
        made.append({'name': f'r{len(made)}', 'match': match, 'effect': effect, 'schedule': schedule})

    # No object has two rules: what is damaged twice could go unseen by anybody.
    keys = chance.sample(keys, min(24, len(keys)))
    for _ in range(chance.randint(1, 4)):
        some, keys = keys[:chance.randint(1, 6)], keys[6:]
        if some:
            # Of three attempts, the usual number, the fourth and later ones belong to another run.
            times = chance.choice([1, 1, 1, 1, 2, 3, 4])
            add({'service': 's3', 'operation': 'GetObject', 'key': some}, _object_effect(chance), {'first': times})
    if chance.random() < 0.4:
        calls = QUEUE if queue and chance.random() < 0.7 else LISTING
        effect = _call_effect(chance) if calls is QUEUE else chance.choice([
            _call_effect(chance), {'emptyPage': {'pages': chance.randint(1, 2)}}, 'duplicate', 'expiredToken',
            'repeatedToken'])
        add(calls, effect, {'probability': round(chance.uniform(0.01, 0.15), 3)})
    if chance.random() < 0.3:
        # Objects overtake each other.
        add({'service': 's3', 'operation': 'GetObject'}, {'latency': {'ms': 0, 'jitterMs': 5}}, {'probability': 0.2})
    if chance.random() < 0.1:
        add({'service': 's3', 'operation': 'GetObject'}, 'throttle',
            {'quota': {'requests': chance.choice([1000, 3000]), 'perSeconds': 1}})
    return {'seed': chance.randrange(1 << 30), 'rules': made}
