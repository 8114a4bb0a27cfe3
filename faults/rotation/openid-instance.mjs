// One process of a partner with openid-client: its secret is in its environment, so a new secret needs a restart.
//
// Environment: ISSUER, CLIENT_ID, CLIENT_SECRET, API_URL. It gets a token for each call. Every call that does not
// succeed is printed to stdout as a line; `ready` after the first one that does. SIGTERM ends it between two calls.
import * as openid from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, API_URL } = process.env;
const configuration = await openid.discovery(
  new URL(ISSUER ?? ''),
  CLIENT_ID ?? '',
  {},
  openid.ClientSecretPost(CLIENT_SECRET ?? ''),
  { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
);

let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});

let calls = 0;
while (!stopped) {
  try {
    const { access_token: token } = await openid.clientCredentialsGrant(configuration);
    const response = await fetch(`${API_URL}/v1/partnership/accounts/acct_none/status`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await response.arrayBuffer();
    // There is no such account; whoever may not ask gets another answer.
    if (response.status !== 404) console.log(`FAILED status ${response.status}`);
    if (calls === 0) console.log('ready');
    calls++;
  } catch (error) {
    console.log(`FAILED ${error}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
}
console.log(`calls ${calls}`);
