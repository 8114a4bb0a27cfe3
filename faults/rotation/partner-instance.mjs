// One process of a partner: it calls the API again and again with @gatepass/client, whose secret is in a file.
//
// Environment: TOKEN_URL, CLIENT_ID, SECRET_FILE, API_URL, PARENT_ACCOUNT_ID. Every call that does not succeed is
// printed to stdout as a line; `ready` after the first one that does. SIGTERM ends it, and it says how many there were.
import { createClient } from '@gatepass/client';
import { secretFromFile } from '@gatepass/client/node';

const { TOKEN_URL, CLIENT_ID, SECRET_FILE, API_URL, PARENT_ACCOUNT_ID } = process.env;
const client = createClient({
  tokenUrl: TOKEN_URL,
  clientId: CLIENT_ID,
  clientSecret: secretFromFile(SECRET_FILE),
  parentAccountId: PARENT_ACCOUNT_ID,
});

let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});

let calls = 0;
while (!stopped) {
  try {
    const response = await client.fetch(`${API_URL}/v1/partnership/accounts/acct_none/status`);
    await response.arrayBuffer();
    // There is no such account; whoever may not ask gets another answer.
    if (response.status !== 404) console.log(`FAILED status ${response.status}`);
    if (calls === 0) console.log('ready');
    calls++;
  } catch (error) {
    console.log(`FAILED call ${calls}: ${error?.code ?? error} ${error?.cause?.cause ?? error?.cause ?? ''}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
}
console.log(`calls ${calls}`);
