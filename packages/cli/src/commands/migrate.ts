import { ok } from '@gatepass/protocol';
import { type JsonOption, printObject } from '../output/print.ts';
import type { Shell } from '../shell.ts';
import { type AddCommand, command, type Outcome } from './cli.ts';

export const addMigrate: AddCommand = (program, { shell, does }) => {
  command(program, {
    usage: 'migrate',
    summary: 'bring the database to the form that this version needs',
    example: 'migrate',
  }).action(does((options: JsonOption) => migrate(shell, options)));
};

async function migrate(shell: Shell, options: JsonOption): Outcome {
  const [{ loadSettings, migrateDatabase }, { starting }] = await Promise.all([
    import('@gatepass/server'),
    import('../serving/start-failure.ts'),
  ]);
  return starting(async () => {
    const migrated = await migrateDatabase(loadSettings(shell.env, 'migrate'));
    if (options.json) printObject(shell, options, migrated);
    else if (migrated.applied.length === 0) shell.stdout.write('nothing to do\n');
    else for (const name of migrated.applied) shell.stdout.write(`applied ${name}\n`);
    return ok(undefined);
  });
}
