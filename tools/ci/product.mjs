import { spawn } from 'node:child_process';
import { root } from '../root.mjs';

/**
 * `npm start` in this checkout, in a process group of its own, so that Ctrl-C can be sent as a terminal does.
 */
export class Product {
  /** @param {Readonly<Record<string, string>>} settings */
  constructor(settings) {
    this.output = '';
    this.child = spawn('npm', ['start'], {
      cwd: root,
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.output += text;
      });
    }
    /** @type {Promise<string | number>} the exit code, or the signal that ended it */
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
    });
  }

  /**
   * Waits until all URLs answer, whatever their status.
   * @param {readonly string[]} urls
   * @returns {Promise<number>} milliseconds since the start
   */
  async ready(urls) {
    const start = performance.now();
    for (const url of urls) {
      while (!(await answers(url))) {
        if (this.child.exitCode !== null) throw new Error(`npm start ended:\n${this.output}`);
        if (performance.now() - start > 120_000) throw new Error(`no answer from ${url}:\n${this.output}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    return performance.now() - start;
  }

  /**
   * Ctrl-C, which a terminal sends to npm and its shell, too. npm tells how its shell ended, so that a clean stop
   * reads as 0, as 130 or as SIGINT, by the shell.
   * @returns {Promise<boolean>} whether it stopped cleanly
   */
  async stop() {
    if (this.child.pid !== undefined && this.child.exitCode === null) process.kill(-this.child.pid, 'SIGINT');
    const end = await this.ended;
    return [0, 130, 'SIGINT'].includes(end) && !/^\s+at /m.test(this.output);
  }
}

/** @param {string} url */
export async function answers(url) {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
