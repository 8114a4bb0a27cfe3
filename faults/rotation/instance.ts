import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** One process of a partner, which calls the API all the time and says when a call fails. */
export class Instance {
  output = '';
  readonly ended: Promise<void>;
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #ready: Promise<void>;

  constructor(script: string, env: Readonly<Record<string, string>>) {
    const file = fileURLToPath(new URL(script, import.meta.url));
    this.#child = spawn(process.execPath, [file], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.ended = new Promise((resolve) => this.#child.once('close', () => resolve()));
    this.#ready = new Promise((resolve, reject) => {
      this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        if (this.output.includes('ready')) resolve();
      });
      this.#child.once('close', () => reject(new Error(`an instance ended: ${this.output}`)));
    });
    this.#ready.catch(() => {});
  }

  /** When its first call has succeeded. */
  ready(): Promise<void> {
    return this.#ready;
  }

  get failures(): readonly string[] {
    return this.output.split('\n').filter((line) => line.startsWith('FAILED'));
  }

  /** How many calls it made; known once it has ended. */
  get calls(): number {
    return Number(/calls (\d+)/.exec(this.output)?.[1]);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.ended;
  }
}
