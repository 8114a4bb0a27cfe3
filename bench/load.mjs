import { once } from 'node:events';
import { connect } from 'node:net';

/** How many requests are under way at any time, each on a connection that stays open. */
const CONNECTIONS = 64;

/** @type {Map<number, Promise<Connection[]>>} */
const pools = new Map();

/**
 * A closed loop: every connection sends its next request when the last was answered.
 * @param {number} port
 * @param {readonly string[]} bodies one request each
 * @param {number} status what every answer must be
 */
export async function load(port, bodies, status) {
  const pool =
    pools.get(port) ?? Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
  pools.set(port, pool);
  let next = 0;
  const loop = async (/** @type {Connection} */ connection) => {
    while (next < bodies.length) {
      const seen = await connection.post(bodies[next++] ?? '');
      if (seen !== status) throw new Error(`an answer was ${seen}, not ${status}`);
    }
  };
  await Promise.all((await pool).map(loop));
}

/**
 * Just enough HTTP to send a form and to know when its answer is there. A whole HTTP client would take more time
 * than the servers that are measured, and both share one machine.
 */
class Connection {
  /** @type {import('node:net').Socket} */
  #socket;
  #received = '';
  /** @type {{ resolve(status: number): void, reject(error: Error): void } | undefined} */
  #waiting;

  /** @param {number} port */
  static async open(port) {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket.setEncoding('latin1');
    socket.on('data', (text) => this.#take(String(text)));
    socket.once('close', () => this.#waiting?.reject(new Error('the server closed a connection')));
    socket.on('error', () => {});
  }

  /** @param {string} body ASCII @returns {Promise<number>} the status */
  post(body) {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) reject(new Error('the server closed a connection'));
      this.#waiting = { resolve, reject };
      this.#socket.write(
        `POST /api/v1/oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        'latin1',
      );
    });
  }

  /** @param {string} text */
  #take(text) {
    this.#received += text;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received)?.[1];
    if (length === undefined) {
      this.#waiting?.reject(new Error('an answer does not tell its length'));
    } else if (this.#received.length >= headEnd + 4 + Number(length)) {
      const status = Number(this.#received.slice(9, 12));
      this.#received = '';
      this.#waiting?.resolve(status);
    }
  }
}
