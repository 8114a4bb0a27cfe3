import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addMembersShow: AddCommand = (members, { shell, does }) => {
  command(members, {
    usage: 'show <id>',
    summary: 'show one member of a partner',
    example: 'members show MEMBER_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showMember(id))),
    ),
  );
};
