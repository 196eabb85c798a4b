"""boto3 as a client: buckets and listings."""

import pytest
from botocore.exceptions import ClientError

from mockserver import PARTNER_KEY, PARTNER_SECRET

KEYS = [f'logs/{year}/{month:02d}/{day:02d}.txt' for year in (2025, 2026) for month in (1, 2) for day in range(1, 6)]


def code(caught):
    return caught.value.response['Error']['Code']


def status(caught):
    return caught.value.response['ResponseMetadata']['HTTPStatusCode']


@pytest.fixture
def filled(s3):
    s3.create_bucket(Bucket='listings')
    for key in KEYS:
        s3.put_object(Bucket='listings', Key=key, Body=key.encode())
    return 'listings'


def test_the_life_of_a_bucket(s3, client):
    s3.create_bucket(Bucket='first-bucket')
    abroad = client('s3', region='eu-west-1')
    abroad.create_bucket(Bucket='second-bucket', CreateBucketConfiguration={'LocationConstraint': 'eu-west-1'})
    assert s3.head_bucket(Bucket='first-bucket')['BucketRegion'] == 'us-east-1'
    assert s3.get_bucket_location(Bucket='first-bucket')['LocationConstraint'] is None
    assert abroad.get_bucket_location(Bucket='second-bucket')['LocationConstraint'] == 'eu-west-1'
    names = [bucket['Name'] for bucket in s3.list_buckets()['Buckets']]
    assert names == ['first-bucket', 'from-the-world', 'second-bucket']
    s3.delete_bucket(Bucket='first-bucket')
    with pytest.raises(ClientError) as caught:
        s3.head_bucket(Bucket='first-bucket')
    assert status(caught) == 404
    with pytest.raises(ClientError) as caught:
        s3.delete_bucket(Bucket='first-bucket')
    assert code(caught) == 'NoSuchBucket'


def test_what_a_world_holds_is_served(s3):
    got = s3.get_object(Bucket='from-the-world', Key='a/greeting.txt')
    assert got['Body'].read() == b'hello from the world\n'
    assert s3.get_object(Bucket='from-the-world', Key='a/greeting.txt', Range='bytes=6-9')['Body'].read() == b'from'


def test_buckets_that_cannot_be_made(s3, client):
    s3.create_bucket(Bucket='taken')
    with pytest.raises(ClientError) as caught:
        client('s3', key=PARTNER_KEY, secret=PARTNER_SECRET).create_bucket(Bucket='taken')
    assert (code(caught), status(caught)) == ('BucketAlreadyExists', 409)
    abroad = client('s3', region='eu-west-1')
    abroad.create_bucket(Bucket='mine', CreateBucketConfiguration={'LocationConstraint': 'eu-west-1'})
    with pytest.raises(ClientError) as caught:
        abroad.create_bucket(Bucket='mine', CreateBucketConfiguration={'LocationConstraint': 'eu-west-1'})
    assert (code(caught), status(caught)) == ('BucketAlreadyOwnedByYou', 409)
    with pytest.raises(ClientError) as caught:
        s3.create_bucket(Bucket='Not_A_Valid_Name')
    assert (code(caught), status(caught)) == ('InvalidBucketName', 400)


def test_a_bucket_with_objects_is_not_deleted(s3, filled):
    with pytest.raises(ClientError) as caught:
        s3.delete_bucket(Bucket=filled)
    assert (code(caught), status(caught)) == ('BucketNotEmpty', 409)


def test_listing_in_pages(s3, filled):
    pages = list(s3.get_paginator('list_objects_v2').paginate(Bucket=filled, PaginationConfig={'PageSize': 7}))
    assert [len(page['Contents']) for page in pages] == [7, 7, 6]
    assert [page['IsTruncated'] for page in pages] == [True, True, False]
    assert [item['Key'] for page in pages for item in page['Contents']] == sorted(KEYS)
    assert all(page['KeyCount'] == len(page['Contents']) and page['MaxKeys'] == 7 for page in pages)


def test_listing_by_delimiter_in_pages(s3, filled):
    s3.put_object(Bucket=filled, Key='logs/2026/readme', Body=b'x')
    pages = list(s3.get_paginator('list_objects_v2').paginate(
        Bucket=filled, Prefix='logs/2026/', Delimiter='/', PaginationConfig={'PageSize': 1}))
    prefixes = [item['Prefix'] for page in pages for item in page.get('CommonPrefixes', [])]
    assert prefixes == ['logs/2026/01/', 'logs/2026/02/']
    assert [item['Key'] for page in pages for item in page.get('Contents', [])] == ['logs/2026/readme']


def test_listing_options(s3, filled):
    listed = s3.list_objects_v2(Bucket=filled, StartAfter='logs/2026/02/03.txt')
    assert [item['Key'] for item in listed['Contents']] == ['logs/2026/02/04.txt', 'logs/2026/02/05.txt']
    listed = s3.list_objects_v2(Bucket=filled, Prefix='logs/2025/01/', FetchOwner=True)
    assert listed['KeyCount'] == 5 and listed['Contents'][0]['Owner']['ID']
    assert listed['Contents'][0]['Size'] == len('logs/2025/01/01.txt') and listed['Contents'][0]['StorageClass'] == 'STANDARD'
    assert s3.list_objects_v2(Bucket=filled, MaxKeys=0)['KeyCount'] == 0
    assert 'Contents' not in s3.list_objects_v2(Bucket=filled, Prefix='nothing/')
    with pytest.raises(ClientError) as caught:
        s3.list_objects_v2(Bucket=filled, ContinuationToken='not one of ours')
    assert (code(caught), status(caught)) == ('InvalidArgument', 400)


def test_more_than_a_thousand_keys(s3):
    s3.create_bucket(Bucket='many')
    for number in range(1005):
        s3.put_object(Bucket='many', Key=f'{number:04d}', Body=b'')
    first = s3.list_objects_v2(Bucket='many', MaxKeys=5000)
    assert (first['KeyCount'], first['MaxKeys'], first['IsTruncated']) == (1000, 1000, True)
    rest = s3.list_objects_v2(Bucket='many', ContinuationToken=first['NextContinuationToken'])
    assert [item['Key'] for item in rest['Contents']] == [f'{number:04d}' for number in range(1000, 1005)]


def test_keys_are_ordered_by_their_bytes(s3):
    s3.create_bucket(Bucket='order')
    keys = ['a', 'a/b', 'a!', 'B', 'é', 'z', '～', '🎈']
    for key in keys:
        s3.put_object(Bucket='order', Key=key, Body=b'')
    listed = [item['Key'] for item in s3.list_objects_v2(Bucket='order')['Contents']]
    assert listed == sorted(keys, key=lambda key: key.encode())


def test_list_buckets_in_pages(s3):
    for number in range(5):
        s3.create_bucket(Bucket=f'bucket-{number}')
    pages = list(s3.get_paginator('list_buckets').paginate(Prefix='bucket-', PaginationConfig={'PageSize': 2}))
    assert [bucket['Name'] for page in pages for bucket in page['Buckets']] == [f'bucket-{n}' for n in range(5)]
    assert len(pages) == 3
