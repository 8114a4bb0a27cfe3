import { FORM_MEDIA_TYPE, TOKEN_PATH } from '@gatepass/protocol';
import { RawConnection } from '@gatepass/testing';

const CONNECTIONS = 64;

/**
 * Sends so many forms to the token endpoint, over connections that stay open, each after the answer to the one before.
 * An HTTP client would cost several times what the server does.
 * @returns how often each status was answered
 */
export async function sendForms(
  port: number,
  count: number,
  form: () => string,
): Promise<Readonly<Record<number, number>>> {
  const statuses: Record<number, number> = {};
  let left = count;
  const caller = async () => {
    const connection = await RawConnection.open(port);
    while (left-- > 0) {
      const body = form();
      connection.write(
        `POST ${TOKEN_PATH} HTTP/1.1\r\nHost: here\r\nContent-Type: ${FORM_MEDIA_TYPE}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      const response = await connection.next();
      if (response === undefined) throw new Error('the server closed without an answer');
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  return statuses;
}
