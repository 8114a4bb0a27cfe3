import type { JsonOption } from '../output/print.ts';
import type { Shell } from '../shell.ts';
import { type AddCommand, command, type Outcome } from './cli.ts';

export const addDev: AddCommand = (program, { shell, does }) => {
  command(program, {
    usage: 'dev',
    summary: 'run server and reference API on this machine, with a demo client and its first two calls',
    example: 'dev',
  }).action(does((options: JsonOption) => dev(shell, options)));
};

async function dev(shell: Shell, options: JsonOption): Outcome {
  // Loaded here, so that the other commands start without the server.
  const [{ starting }, { runDev }] = await Promise.all([
    import('../serving/start-failure.ts'),
    import('../dev/run-dev.ts'),
  ]);
  return starting(() => runDev(shell, options));
}
