import { BOOTSTRAP_OPERATOR_TOKEN_FILE } from '../data-directory.ts';
import { firstOperator } from './first-operator.ts';

/**
 * Gives a deployment without operators its first one.
 * @returns where the token is; undefined when there was nothing to do
 */
export async function bootstrapOperator(
  server: Parameters<typeof firstOperator>[0],
  dataDirectory: string,
): Promise<string | undefined> {
  const path = `${dataDirectory}/${BOOTSTRAP_OPERATOR_TOKEN_FILE}`;
  return (await firstOperator(server, path, 'Bootstrap operator')) ? path : undefined;
}
