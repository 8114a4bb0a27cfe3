/** The files that are left in the data directory for people, each readable by its owner alone. */
export const DEV_OPERATOR_TOKEN_FILE = 'dev-operator-token';
export const DEV_CREDENTIALS_FILE = 'dev-credentials.json';
export const BOOTSTRAP_OPERATOR_TOKEN_FILE = 'bootstrap-operator-token';
export const RECOVERED_OPERATOR_TOKEN_FILE = 'recovered-operator-token';

/** As the server reads it. */
export function dataDirectory(env: Readonly<Record<string, string | undefined>>): string {
  return env.GATEPASS_DATA_DIR || './data';
}
