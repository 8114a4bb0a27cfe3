import { ok } from '@gatepass/protocol';
import { type JsonOption, printObject } from '../output/print.ts';
import type { Shell } from '../shell.ts';
import { type AddCommand, command, type Outcome } from './cli.ts';

export const addServe: AddCommand = (program, { shell, does }) => {
  command(program, {
    usage: 'serve',
    summary: 'run the authorization server, as the GATEPASS_… settings say, until it is stopped',
    example: 'serve',
  }).action(does((options: JsonOption) => serve(shell, options)));
};

async function serve(shell: Shell, options: JsonOption): Outcome {
  // Loaded here, so that the other commands start without the server.
  const [{ loadSettings, startServer }, { starting }, { bootstrapOperator }, { untilStopped }] =
    await Promise.all([
      import('@gatepass/server'),
      import('../serving/start-failure.ts'),
      import('../serving/bootstrap-operator.ts'),
      import('../serving/until-stopped.ts'),
    ]);
  return starting(async () => {
    const settings = loadSettings(shell.env, 'serve');
    const server = await startServer(settings);
    try {
      const tokenFile = await bootstrapOperator(server, settings.dataDir);
      if (tokenFile !== undefined) {
        shell.stderr.write(
          `there was no operator yet: the token of a first one is in ${tokenFile}\n` +
            'hint: make one for each person with gatepass operators create, then delete that file\n',
        );
      }
      if (options.json) printObject(shell, options, { issuer: server.issuer, port: server.port });
      else shell.stderr.write(`serving ${server.issuer} on port ${server.port}\n`);
      await untilStopped(shell);
      return ok(undefined);
    } finally {
      await server.close();
    }
  });
}
