"""boto3 clients that see nothing of the machine they run on."""

import boto3
from botocore.config import Config

from mockserver import ACCESS_KEY, SECRET_KEY


def make_client(service, endpoint, region='us-east-1', key=ACCESS_KEY, secret=SECRET_KEY, token=None, verify=None,
                addressing='path', attempts=1, **config):
    """A client of one service, which tries once and asks nobody for credentials."""
    session = boto3.session.Session(
        aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token=token, region_name=region)
    settings = Config(retries={'total_max_attempts': attempts}, s3={'addressing_style': addressing}, proxies={}, **config)
    return session.client(service, endpoint_url=endpoint, config=settings, verify=verify)
