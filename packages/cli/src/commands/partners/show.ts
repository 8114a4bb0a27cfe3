import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addPartnersShow: AddCommand = (partners, { shell, does }) => {
  command(partners, {
    usage: 'show <id>',
    summary: 'show one partner',
    example: 'partners show PARTNER_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showPartner(id))),
    ),
  );
};
