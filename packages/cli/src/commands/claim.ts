import {
  CLAIMS_PATH,
  type ClaimedPair,
  type ClaimedToken,
  type OpenedClaim,
  ok,
  type Result,
} from '@gatepass/protocol';
import { askLines } from '../ask-lines.ts';
import { parseClaimLink } from '../claim/parse-claim-link.ts';
import { serverUrl } from '../connection.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import type { JsonOption } from '../output/print.ts';
import { makeWithSecret } from '../secrets/make-with-secret.ts';
import { sendRequest } from '../send-request.ts';
import type { Shell } from '../shell.ts';
import { type AddCommand, command, type Outcome } from './cli.ts';

interface Options extends JsonOption {
  readonly out: string;
  readonly url?: string;
}

/** The answer with its secret under one name, whichever kind it is of. */
type Claimed = (Omit<ClaimedPair, 'client_secret'> | Omit<ClaimedToken, 'member_token'>) & {
  readonly secret: string;
};

const QUESTIONS = [
  { text: 'link (it stays unseen): ', hidden: true },
  { text: 'code: ', hidden: false },
];

export const addClaim: AddCommand = (program, { shell, does }) => {
  command(program, {
    usage: 'claim',
    summary: 'get a credential, once, with the link from the mail and the code that you were told',
    example: 'claim --out pair.json',
  })
    .requiredOption('--out <file>', 'the new file for it, which only its owner can read')
    .option('--url <origin>', 'the server, where you have the token of the link alone')
    .action(does((options: Options) => claim(shell, options)));
};

async function claim(shell: Shell, options: Options): Outcome {
  // The link and the code never stand in a flag: those are seen by everybody on the machine.
  const lines = await askLines(shell, QUESTIONS, 'the link and the code, a line each');
  if (!lines.ok) return lines;
  const [text = '', code = ''] = lines.value;
  const link = parseClaimLink(text);
  if (!link.ok) return link;
  if (code === '') return fail(EXIT.usage, 'The code is missing', 'It is the second line, below the link.');
  const server = serverOf(shell, link.value.server, options.url);
  if (!server.ok) return server;
  const body = JSON.stringify({ token: link.value.token, code });
  return makeWithSecret<Claimed>(shell, options, {
    async make() {
      const headers = { 'content-type': 'application/json' };
      const request = { server: server.value, path: CLAIMS_PATH, method: 'POST', headers, body };
      const opened = await sendRequest<OpenedClaim>({ ...request, stop: shell.stop });
      return opened.ok ? ok(withSecret(opened.value)) : opened;
    },
    secretField: 'secret',
    fileContent: (claimed) => fileContent(server.value, claimed),
    whenLost: () =>
      'Tell whoever sent you the link: it is used up, and the credential is of no use to anybody.',
  });
}

/** The link's own server. Whoever names one besides must mean the same. */
function serverOf(
  shell: Shell,
  inLink: string | undefined,
  named: string | undefined,
): Result<string, Failure> {
  if (inLink !== undefined && named === undefined) return ok(inLink);
  const env = named === undefined ? shell.env : { GATEPASS_URL: named };
  const url = serverUrl({ ...shell, env });
  if (!url.ok) return url;
  if (inLink === undefined || inLink === url.value.origin) return ok(url.value.origin);
  return fail(
    EXIT.usage,
    `The link leads to ${inLink}, and --url to another server`,
    'Leave --url out if you trust the link.',
  );
}

function withSecret(opened: OpenedClaim): Claimed {
  if (opened.kind === 'client_secret') {
    const { client_secret: secret, ...others } = opened;
    return { ...others, secret };
  }
  const { member_token: secret, ...others } = opened;
  return { ...others, secret };
}

/** A pair as `--credentials` reads it; of a member's token all that it takes to use it. */
function fileContent(server: string, claimed: Claimed): object {
  if (claimed.kind === 'client_secret') {
    const { client_id, secret: client_secret, parent_account_id, token_url } = claimed;
    return { client_id, client_secret, parent_account_id, token_url };
  }
  const { member_id, partner_id, secret: member_token } = claimed;
  return { url: server, partner_id, member_id, member_token };
}
