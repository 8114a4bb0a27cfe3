import { Argument } from 'commander';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClientsSelfRotation: AddCommand = (clients, { shell, does }) => {
  command(clients, {
    usage: 'self-rotation <id>',
    summary: 'say whether a client may make itself a new secret (secrets rotate --self)',
    example: 'clients self-rotation CLIENT_ID on',
  })
    .addArgument(new Argument('<state>', 'whether it may').choices(['on', 'off']))
    .action(
      does(async (id: string, state: 'on' | 'off', options: JsonOption) =>
        withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await admin.setSelfRotation(id, { allowed: state === 'on' })),
        ),
      ),
    );
};
