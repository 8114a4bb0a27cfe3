import { join } from 'node:path';
import { freePort, tempFolder } from '@gatepass/testing';
import { onTestFinished } from 'vitest';
import type { CommandContext } from './run-command.ts';
import { type StartedCommand, startCommand } from './start-command.ts';

export interface DevContext extends CommandContext {
  readonly port: number;
  readonly apiPort: number;
  /** The path of a file in the data directory. */
  file(name: string): string;
  /** Starts `gatepass dev` and waits until it has announced itself. The test ends it where it does not itself. */
  start(): Promise<StartedCommand>;
}

/** A folder and two ports for `gatepass dev`. */
export async function devContext(settings: Readonly<Record<string, string>> = {}): Promise<DevContext> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const [port, apiPort] = [await freePort(), await freePort()];
  const context = {
    cwd: folder.path,
    env: { GATEPASS_PORT: String(port), GATEPASS_API_PORT: String(apiPort), ...settings },
  };
  return {
    ...context,
    port,
    apiPort,
    file: (name) => join(folder.path, 'data', name),
    async start() {
      const dev = startCommand(['dev'], context);
      onTestFinished(async () => {
        dev.signal('SIGKILL');
        await dev.ended;
      });
      await dev.says("the operator's token in");
      return dev;
    },
  };
}
