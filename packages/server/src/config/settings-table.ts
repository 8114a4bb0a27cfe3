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
  CLIENT_ID_PREFIX: { meaning: 'What client ids begin with: 2 to 16 letters or digits.', default: '`rspub`' },
  CLIENT_SECRET_PREFIX: {
    meaning: 'What client secrets begin with: 2 to 16 letters or digits.',
    default: '`rsec`',
  },
  READ_TIMEOUT: {
    meaning: 'How long the headers and the body of one request may take to arrive, in milliseconds.',
    default: '`10000`',
  },
  LOG_LEVEL: {
    meaning: '`debug` (every request), `info` (refused requests), `warn`, `error` or `silent`.',
    default: '`warn` under `dev`, else `info`',
  },
} as const satisfies Record<string, SettingFacts>;

export type SettingName = keyof typeof SETTINGS;
