import { join } from 'node:path';
import { freePort, putFirstStart } from '@gatepass/testing';
import { onTestFinished } from 'vitest';
import { type StartedHere, startHere, workInFolder } from './start-here.ts';

export interface DevContext {
  readonly folder: string;
  readonly port: number;
  readonly apiPort: number;
  /** The two ports, and what the test sets. */
  readonly env: Readonly<Record<string, string>>;
  /** The path of a file in the data directory. */
  file(name: string): string;
  /** Starts `gatepass dev` and waits until it has announced itself. The test ends it where it does not itself. */
  start(words?: readonly string[]): Promise<StartedHere>;
}

/** The same with a database and keys, but without operators and clients: half of a first start is done. */
export async function preparedDevContext(): Promise<DevContext> {
  const context = await devContext();
  await putFirstStart({ dataDir: context.file('.'), environment: 'live' });
  return context;
}

/** A folder, which this process works in, and two ports for `gatepass dev`. */
export async function devContext(settings: Readonly<Record<string, string>> = {}): Promise<DevContext> {
  const folder = await workInFolder();
  const [port, apiPort] = [await freePort(), await freePort()];
  const env = { GATEPASS_PORT: String(port), GATEPASS_API_PORT: String(apiPort), ...settings };
  return {
    folder,
    port,
    apiPort,
    env,
    file: (name) => join(folder, 'data', name),
    async start(words = ['dev']) {
      const dev = startHere(words, { env });
      onTestFinished(async () => {
        dev.stop();
        await dev.ended;
      });
      await dev.says('dev-operator-token');
      return dev;
    },
  };
}
