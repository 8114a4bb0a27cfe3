"""Gets a token with Authlib's session and makes one API call with it. JSON in, JSON out."""

import json
import sys

from authlib.integrations.requests_client import OAuth2Session

given = json.load(sys.stdin)
session = OAuth2Session(
    given["client_id"],
    given["client_secret"],
    token_endpoint_auth_method=given["method"],
)
session.fetch_token(given["token_url"], grant_type="client_credentials")
call = given["call"]
response = session.request(call["method"], call["url"], headers=call["headers"], data=call["body"])
json.dump({"status": response.status_code, "body": response.json()}, sys.stdout)
