import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { parseRawResponse, type RawResponse } from './raw-response.ts';

/** A TCP connection that takes any bytes, for requests that no HTTP client would send. */
export class RawConnection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #closed = false;
  #wake: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#wake?.();
    });
    // A reset after malformed bytes is an answer, too: it reads as closed.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#closed = true;
      this.#wake?.();
    });
  }

  static async open(port: number, host = '127.0.0.1'): Promise<RawConnection> {
    const socket = connect({ port, host, noDelay: true });
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  write(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Tells the server that no more bytes will come. What it sends is still read. */
  end(): void {
    this.#socket.end();
  }

  /** The next complete response; undefined when the server closed without one. */
  async next(options: { readonly head?: boolean } = {}): Promise<RawResponse | undefined> {
    for (;;) {
      const context = { head: options.head ?? false, closed: this.#closed };
      const parsed = parseRawResponse(this.#received, context);
      if (parsed !== undefined) {
        this.#received = this.#received.subarray(parsed.length);
        return parsed.response;
      }
      if (this.#closed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Every response up to the moment when the server closes. */
  async rest(): Promise<RawResponse[]> {
    const responses: RawResponse[] = [];
    for (;;) {
      const response = await this.next();
      if (response === undefined) return responses;
      responses.push(response);
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}

/**
 * Writes bytes to a new connection and collects the responses: as many as `responses` says, else all until the
 * server closes. To learn that a server answers nothing more, let a last request with `Connection: close` follow.
 */
export async function sendRaw(
  port: number,
  bytes: string | Uint8Array,
  options: {
    readonly responses?: number;
    /** Half-closes after the bytes: a server that waits for more learns that there is none. */
    readonly end?: boolean;
  } = {},
): Promise<readonly RawResponse[]> {
  const connection = await RawConnection.open(port);
  try {
    connection.write(bytes);
    if (options.end) connection.end();
    if (options.responses === undefined) return await connection.rest();
    const responses: RawResponse[] = [];
    while (responses.length < options.responses) {
      const response = await connection.next();
      if (response === undefined) break;
      responses.push(response);
    }
    return responses;
  } finally {
    connection.close();
  }
}
