"""The log formats of this world, and how a flow becomes a line of one."""

DEFAULT = (
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'
).split()

# Versions 2 to 5 in an order of their own: 29 fields.
CUSTOM = (
    'version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr '
    'pkt-dstaddr protocol bytes packets start end action tcp-flags log-status region az-id sublocation-type '
    'sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path'
).split()

# Version 7: traffic of ECS tasks.
ECS = (
    'version srcaddr dstaddr srcport dstport protocol start end packets bytes action log-status account-id '
    'interface-id ecs-cluster-arn ecs-cluster-name ecs-service-name ecs-task-id tcp-flags flow-direction'
).split()

# The default format of Transit Gateway flow logs: 36 fields.
TRANSIT_GATEWAY = (
    'version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id '
    'tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id '
    'tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end '
    'log-status type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired '
    'tcp-flags region flow-direction pkt-src-aws-service pkt-dst-aws-service'
).split()

# A second format of a log group that has two: the columns differ in number and in order.
SHORT = 'version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split()

VERSIONS = {id(DEFAULT): 2, id(CUSTOM): 5, id(ECS): 7, id(TRANSIT_GATEWAY): 6, id(SHORT): 2}


def header(fields):
    """The first line of an object in S3."""
    return ' '.join(fields) + '\n'


def log_format(fields):
    """The format as DescribeFlowLogs shows it."""
    return ' '.join('${' + field + '}' for field in fields)


def line(fields, flow):
    """One record, absent values as `-`."""
    values = {**flow, 'version': VERSIONS[id(fields)]}
    return ' '.join(str(values.get(field, '-')) for field in fields) + '\n'
