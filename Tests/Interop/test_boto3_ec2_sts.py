"""boto3 as a client: flow logs, roles, and who is calling."""

import pytest
from botocore.exceptions import ClientError

from mockserver import ACCOUNT, EXTERNAL_ID, OPEN_ROLE, PARTNER, PARTNER_KEY, PARTNER_SECRET, READER_ROLE, \
    SESSION_KEY, SESSION_SECRET, SESSION_TOKEN

DEFAULT_FORMAT = (
    '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} '
    '${bytes} ${start} ${end} ${action} ${log-status}')


def code(caught):
    return caught.value.response['Error']['Code']


def to_logs(ec2, vpc='vpc-0a', group='/flows', **options):
    return ec2.create_flow_logs(
        ResourceIds=[vpc], ResourceType='VPC', TrafficType='ALL', LogDestinationType='cloud-watch-logs',
        LogGroupName=group, DeliverLogsPermissionArn=f'arn:aws:iam::{ACCOUNT}:role/deliver', **options)['FlowLogIds'][0]


def to_bucket(ec2, vpc='vpc-0b', **options):
    return ec2.create_flow_logs(
        ResourceIds=[vpc], ResourceType='VPC', TrafficType='REJECT', LogDestinationType='s3',
        LogDestination='arn:aws:s3:::from-the-world/flows/', **options)['FlowLogIds'][0]


def test_a_flow_log_to_a_log_group(ec2):
    made = to_logs(ec2, TagSpecifications=[{'ResourceType': 'vpc-flow-log', 'Tags': [{'Key': 'team', 'Value': 'ünï'}]}])
    assert made.startswith('fl-')
    flow_log, = ec2.describe_flow_logs()['FlowLogs']
    assert flow_log['FlowLogId'] == made
    assert flow_log['LogFormat'] == DEFAULT_FORMAT
    assert (flow_log['ResourceId'], flow_log['TrafficType'], flow_log['LogGroupName']) == ('vpc-0a', 'ALL', '/flows')
    assert (flow_log['FlowLogStatus'], flow_log['DeliverLogsStatus']) == ('ACTIVE', 'SUCCESS')
    assert flow_log['Tags'] == [{'Key': 'team', 'Value': 'ünï'}]
    assert flow_log['MaxAggregationInterval'] == 600
    assert flow_log['CreationTime'].tzinfo


def test_a_flow_log_to_a_bucket(ec2):
    to_bucket(ec2, LogFormat='${version} ${srcaddr}', MaxAggregationInterval=60, DestinationOptions={
        'FileFormat': 'plain-text', 'HiveCompatiblePartitions': True, 'PerHourPartition': True})
    flow_log, = ec2.describe_flow_logs()['FlowLogs']
    assert flow_log['LogFormat'] == '${version} ${srcaddr}'
    assert flow_log['LogDestination'] == 'arn:aws:s3:::from-the-world/flows/'
    assert flow_log['DestinationOptions'] == {
        'FileFormat': 'plain-text', 'HiveCompatiblePartitions': True, 'PerHourPartition': True}
    assert 'LogGroupName' not in flow_log


def test_describing_by_filter_and_id(ec2, client):
    first, second, third = to_logs(ec2), to_logs(ec2, 'vpc-0c', '/others'), to_bucket(ec2)

    def found(**options):
        return {flow_log['FlowLogId'] for flow_log in ec2.describe_flow_logs(**options)['FlowLogs']}

    def by(name, *values):
        return found(Filters=[{'Name': name, 'Values': list(values)}])

    assert by('log-group-name', '/flows') == {first}
    assert by('log-group-name', '/flows', '/others') == {first, second}
    assert by('log-group-name', '/nothing') == set()
    assert by('log-destination-type', 's3') == {third}
    assert by('resource-id', 'vpc-0c') == {second}
    assert by('traffic-type', 'REJECT') == {third}
    assert by('flow-log-id', second) == {second}
    assert by('deliver-log-status', 'SUCCESS') == {first, second, third}
    assert found(FlowLogIds=[first, third]) == {first, third}
    assert found(Filters=[{'Name': 'log-group-name', 'Values': ['/flows']},
                          {'Name': 'traffic-type', 'Values': ['REJECT']}]) == set()
    assert client('ec2', region='eu-west-1').describe_flow_logs()['FlowLogs'] == []
    assert client('ec2', key=PARTNER_KEY, secret=PARTNER_SECRET).describe_flow_logs()['FlowLogs'] == []


def test_describing_in_pages(ec2):
    made = {to_logs(ec2, f'vpc-{number}', f'/flows/{number}') for number in range(12)}
    pages = list(ec2.get_paginator('describe_flow_logs').paginate(PaginationConfig={'PageSize': 5}))
    assert [len(page['FlowLogs']) for page in pages] == [5, 5, 2]
    assert {flow_log['FlowLogId'] for page in pages for flow_log in page['FlowLogs']} == made


def test_deleting(ec2):
    first, second = to_logs(ec2), to_bucket(ec2)
    assert ec2.delete_flow_logs(FlowLogIds=[first])['Unsuccessful'] == []
    assert [flow_log['FlowLogId'] for flow_log in ec2.describe_flow_logs()['FlowLogs']] == [second]
    with pytest.raises(ClientError) as caught:
        ec2.describe_flow_logs(FlowLogIds=['fl-0000000000000000f'])
    assert code(caught) == 'InvalidFlowLogId.NotFound'


def test_flow_logs_that_cannot_be_made(ec2):
    with pytest.raises(ClientError) as caught:
        ec2.create_flow_logs(ResourceIds=['vpc-1'], ResourceType='VPC', LogDestinationType='s3',
                             LogDestination='arn:aws:s3:::from-the-world')
    error = caught.value.response
    assert error['Error']['Code'] in ('InvalidParameter', 'MissingParameter', 'InvalidParameterCombination')
    assert error['ResponseMetadata']['HTTPStatusCode'] == 400 and error['ResponseMetadata']['RequestId']


def test_who_is_calling(sts, client):
    assert sts.get_caller_identity()['Account'] == ACCOUNT
    assert sts.get_caller_identity()['Arn'] == f'arn:aws:iam::{ACCOUNT}:user/tester'
    assert client('sts', key=PARTNER_KEY, secret=PARTNER_SECRET).get_caller_identity()['Account'] == PARTNER
    with_token = client('sts', key=SESSION_KEY, secret=SESSION_SECRET, token=SESSION_TOKEN)
    assert with_token.get_caller_identity()['Account'] == ACCOUNT


def test_a_role_is_assumed_and_used(sts, client):
    answer = sts.assume_role(RoleArn=READER_ROLE, RoleSessionName='interop', ExternalId=EXTERNAL_ID, DurationSeconds=900)
    assert answer['AssumedRoleUser']['Arn'] == f'arn:aws:sts::{PARTNER}:assumed-role/reader/interop'
    credentials = answer['Credentials']
    assert credentials['AccessKeyId'].startswith('ASIA')
    keys = {'key': credentials['AccessKeyId'], 'secret': credentials['SecretAccessKey'],
            'token': credentials['SessionToken']}
    identity = client('sts', **keys).get_caller_identity()
    assert (identity['Account'], identity['Arn']) == (PARTNER, answer['AssumedRoleUser']['Arn'])
    client('logs', **keys).create_log_group(logGroupName='/of/the/partner')
    assert client('logs').describe_log_groups()['logGroups'] == []
    assert client('s3', **keys).get_object(Bucket='from-the-world', Key='a/greeting.txt')['Body'].read()


def test_an_external_id_is_asked_for(sts):
    for external in ({}, {'ExternalId': 'wrong'}):
        with pytest.raises(ClientError) as caught:
            sts.assume_role(RoleArn=READER_ROLE, RoleSessionName='interop', **external)
        assert code(caught) == 'AccessDenied'
        assert caught.value.response['ResponseMetadata']['HTTPStatusCode'] == 403
    assert sts.assume_role(RoleArn=OPEN_ROLE, RoleSessionName='interop')['Credentials']
    with pytest.raises(ClientError) as caught:
        sts.assume_role(RoleArn=f'arn:aws:iam::{PARTNER}:role/none', RoleSessionName='interop')
    assert code(caught) == 'AccessDenied'
