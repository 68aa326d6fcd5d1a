"""An S3 server with one bucket, `lake`, that holds a folder's files: prints its port, then serves until standard
input ends.

usage: serve_s3.py FOLDER
"""
import logging
import os
import sys

import boto3
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
port = server.get_host_and_port()[1]
client = boto3.client(
    "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
    aws_access_key_id="key", aws_secret_access_key="secret",
)
client.create_bucket(Bucket="lake")
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        client.upload_file(path, "lake", os.path.relpath(path, sys.argv[1]))
print(port, flush=True)
sys.stdin.read()
server.stop()
