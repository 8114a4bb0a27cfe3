interface SettingFacts {
  readonly meaning: string;
  /** In words, where there is one. */
  readonly default: string;
  /** Its value never goes to a log or a message. */
  readonly secret?: true;
}

/** Every setting, as `GATEPASS_<name>` or, naming a file that holds it, `GATEPASS_<name>_FILE`. */
export const SETTINGS = {
  ISSUER: {
    meaning:
      'Who issues the tokens (`iss`, RFC 8414): an origin without a path. Plain http only for loopback addresses.',
    default: '`http://127.0.0.1:<PORT>` while HOST is a loopback address; else it must be set',
  },
  HOST: { meaning: 'The address to listen on. Under `dev` only a loopback address.', default: '`127.0.0.1`' },
  PORT: { meaning: 'The port to listen on.', default: '`8080`' },
  API_PORT: { meaning: 'The port of the reference API under `dev`.', default: '`8081`' },
  DATA_DIR: { meaning: 'The folder for the database and the files of `dev`.', default: '`./data`' },
  DATABASE_URL: { meaning: 'The database, as `sqlite:<path>`.', default: '`sqlite:<DATA_DIR>/gatepass.db`' },
  ENVIRONMENT: {
    meaning: '`live` or `sandbox`. A database serves the environment it was first started with.',
    default: '`live`',
  },
  MASTER_KEY: {
    meaning:
      '32 random bytes in base64 or base64url. Signing keys and the secret-MAC key are sealed under it. A file must be readable by its owner alone.',
    default: 'under `dev` made at the first start, in `DATA_DIR/master.key`; else it must be set',
    secret: true,
  },
  AUDIENCE: {
    meaning: 'The API that tokens are for when a request names none (`aud`): an absolute URI.',
    default: 'under `dev` `http://127.0.0.1:<API_PORT>`; else it must be set',
  },
  SCOPES: {
    meaning:
      'Every scope of this deployment, separated by spaces. A client gets all of them when none are named.',
    default: '`accounts:read accounts:write`',
  },
  TOKEN_TTL: { meaning: 'How long a token lives, in seconds: 30 to 300.', default: '`300`' },
  SECRET_TTL: {
    meaning:
      'For how many days a client’s secret is good where nobody says when it ends. `0`: without end. What exists keeps its end.',
    default: '`0`, or SECRET_MAX_TTL where that is set',
  },
  SECRET_MAX_TTL: {
    meaning: 'For how many days a secret may be good at the most. `0`: as long as is asked for.',
    default: '`0`',
  },
  OPERATOR_TOKEN_TTL: {
    meaning:
      'For how many days a token of an operator is good at the most, and where nobody says when it ends: 1 to 365. What exists keeps its end.',
    default: '`90`',
  },
  MEMBER_TOKEN_TTL: {
    meaning:
      'For how many days a token is good that a member of a partner is given by a claim: 1 to 365. What exists keeps its end.',
    default: '`90`',
  },
  SELF_ROTATION_OVERLAP: {
    meaning:
      'After how many days a secret ends by itself that its client has replaced, once the new one is used and the old one is not. `0`: it stays until an operator ends it.',
    default: '`0`',
  },
  CLAIM_TTL: {
    meaning: 'For how many days the link to a new credential may be opened: 1 to 90.',
    default: '`7`',
  },
  REQUEST_CONFIRM_TTL: {
    meaning:
      'For how many hours a request from the public form may be confirmed by its mailed link: 1 to 168. What it says is deleted then.',
    default: '`24`',
  },
  REQUEST_ANSWER_TTL: {
    meaning: 'After how many days a question about a request lapses it, where nobody answers: 1 to 90.',
    default: '`14`',
  },
  REQUEST_LIMIT_NETWORK: {
    meaning:
      'How many requests for credentials an hour the public form takes from one network (an IPv4 address, or 64 bits of IPv6), as many at once; four times as many from the 24 bits of IPv4 or 48 of IPv6 around it.',
    default: '`10`',
  },
  CLIENT_ID_PREFIX: { meaning: 'What client ids begin with: 2 to 16 letters or digits.', default: '`rspub`' },
  CLIENT_SECRET_PREFIX: {
    meaning: 'What client secrets begin with: 2 to 16 letters or digits.',
    default: '`rsec`',
  },
  READ_TIMEOUT: {
    meaning: 'How long the headers and the body of one request may take to arrive, in milliseconds.',
    default: '`10000`',
  },
  TRUSTED_PROXIES: {
    meaning:
      'Proxies in front of this server: addresses or CIDR blocks, separated by commas or spaces. Of a request that comes through one, the caller is the right-most address in `X-Forwarded-For` that is none of them; the header of anybody else is not looked at.',
    default: 'none: the caller is the other end of the connection',
  },
  FAILURE_LIMIT_CLIENT: {
    meaning:
      'How many wrong credentials a minute for one client id from one network (an IPv4 address, or 64 bits of IPv6) are answered by 401, twice as many at once; the rest by 429. A right secret is never refused by it.',
    default: '`10`',
  },
  FAILURE_LIMIT_NETWORK: {
    meaning:
      'The same for one network, whatever client ids it asks for. While it is over, only clients that this server has in memory get tokens from there. As many refused claims, and as many tokens that are nobody’s at the admin and the partner API, are answered before their 429; each counts by itself.',
    default: '`100`',
  },
  OPERATOR_LIMIT: {
    meaning:
      'How many requests a minute one operator may make of the admin API, or one member of a partner of the partner API, twice as many at once; the rest are answered by 429. Tokens that are nobody’s are limited by FAILURE_LIMIT_NETWORK.',
    default: '`600`',
  },
  USAGE_INTERVAL: {
    meaning:
      'How often counts of use and refused requests are written, in seconds: 1 to 60. What is told of use may be late by this much.',
    default: '`10`',
  },
  METRICS_PORT: {
    meaning: 'A port on the loopback address for `GET /metrics`, in the format of Prometheus.',
    default: 'none: nothing is served',
  },
  LEAK_POLICY: {
    meaning:
      'What is done with a client secret that somebody reports as leaked, besides marking it and raising the alarm: `mark` (nothing), `retire` (it ends where another one is live and it was not used in the last 15 minutes) or `revoke` (at once, with all secrets that were made with it).',
    default: '`mark`',
  },
  GITHUB_SECRET_SCANNING_KEYS_URL: {
    meaning:
      'Where the public keys are fetched from that sign reports of GitHub’s secret scanning. https only, but for loopback addresses.',
    default: '`https://api.github.com/meta/public_keys/secret_scanning`',
  },
  LEDGER_ANCHOR_FILE: {
    meaning:
      'A file to which the end of the ledger is added, signed, once a minute while it moves: an anchor. Best on a medium that can only be added to, away from the database.',
    default: 'none: anchors are made when somebody asks',
  },
  LEDGER_RETENTION: {
    meaning:
      'For how many days rows of the ledger are kept, 30 or more: once a day the older ones are removed, and a signed checkpoint stands for them. `0`: for ever.',
    default: '`0`',
  },
  SMTP_URL: {
    meaning:
      'The server that mails are handed to: `smtps://user:password@host` (TLS from the first byte) or `smtp://user:password@host` (STARTTLS, without which nothing is sent; only a loopback address does without TLS).',
    default:
      'under `dev` mails are written to files in `DATA_DIR/outbox`; else they wait until it is set, and are dropped after 30 days',
    secret: true,
  },
  MAIL_FROM: {
    meaning: 'The address that mails come from.',
    default: '`gatepass@` and the host of ISSUER',
  },
  MAIL_REPLY_TO: { meaning: 'The address that answers to mails go to.', default: 'none' },
  LOG_LEVEL: {
    meaning:
      '`debug` (every request), `info` (failed requests, and refused ones of the admin API; refused token requests are kept for `explain` instead), `warn`, `error` or `silent`.',
    default: '`warn` under `dev`, else `info`',
  },
} as const satisfies Record<string, SettingFacts>;

export type SettingName = keyof typeof SETTINGS;
