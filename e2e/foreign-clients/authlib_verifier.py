"""Verifies a token with Authlib's JOSE by the keys that the server publishes. JSON in, JSON out."""

import json
import sys
from urllib.request import urlopen

from authlib.jose import JsonWebKey, JsonWebToken

given = json.load(sys.stdin)
with urlopen(given["jwks_url"]) as response:
    keys = JsonWebKey.import_key_set(json.load(response))
claims = JsonWebToken(["RS256"]).decode(
    given["token"],
    keys,
    claims_options={
        "iss": {"essential": True, "value": given["issuer"]},
        "aud": {"essential": True, "value": given["audience"]},
    },
)
claims.validate()
json.dump({"header": dict(claims.header), "claims": dict(claims)}, sys.stdout)
