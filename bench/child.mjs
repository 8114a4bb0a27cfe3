import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process whose CPU time is measured. */
export class Child {
  #process;
  /** @type {number} */
  port = 0;

  /**
   * @param {string} name a file of `servers/`
   * @param {NodeJS.ProcessEnv} [env]
   */
  constructor(name, env = process.env) {
    const file = fileURLToPath(new URL(`servers/${name}.mjs`, import.meta.url));
    // Its log goes nowhere, but is written.
    this.#process = fork(file, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  /**
   * @param {string} name
   * @param {NodeJS.ProcessEnv} [env]
   */
  static async start(name, env) {
    const child = new Child(name, env);
    child.port = (await child.#answer()).port;
    return child;
  }

  /**
   * Asks, and waits for the CPU time that the process has used when it is done.
   * @param {object} [question]
   * @returns {Promise<number>} microseconds
   */
  async cpu(question = {}) {
    this.#process.send(question);
    return (await this.#answer()).cpuMicroseconds;
  }

  async #answer() {
    const ended = new AbortController();
    const died = once(this.#process, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`a measured process ended with ${code}`);
    });
    try {
      const [answer] = await Promise.race([once(this.#process, 'message', { signal: ended.signal }), died]);
      return answer;
    } finally {
      died.catch(() => {});
      ended.abort();
    }
  }

  async stop() {
    if (this.#process.exitCode !== null) return;
    this.#process.disconnect();
    await once(this.#process, 'exit');
  }
}
