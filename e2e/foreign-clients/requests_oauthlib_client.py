"""Gets a token with requests-oauthlib and makes one API call with it. JSON in, JSON out."""

import json
import sys

from oauthlib.oauth2 import BackendApplicationClient
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

given = json.load(sys.stdin)
session = OAuth2Session(client=BackendApplicationClient(client_id=given["client_id"]))
if given["method"] == "client_secret_basic":
    pair = {"auth": HTTPBasicAuth(given["client_id"], given["client_secret"])}
else:
    pair = {"client_secret": given["client_secret"], "include_client_id": True}
session.fetch_token(given["token_url"], **pair)
call = given["call"]
response = session.request(call["method"], call["url"], headers=call["headers"], data=call["body"])
json.dump({"status": response.status_code, "body": response.json()}, sys.stdout)
