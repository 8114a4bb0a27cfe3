import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { ID_MISSING, OWN_ALONE } from '../own-alone.ts';

export const addPartnersShow: AddCommand = (partners, { shell, does }) => {
  command(partners, {
    usage: 'show [id]',
    summary: 'show one partner; a member of a partner sees their own',
    example: 'partners show PARTNER_ID',
  }).action(
    does(async (id: string | undefined, options: JsonOption) =>
      withAdmin(
        shell,
        async (admin) =>
          id === undefined ? ID_MISSING : printAnswer(shell, options, await admin.showPartner(id)),
        async (member) =>
          id === undefined ? printAnswer(shell, options, await member.showOwnPartner()) : OWN_ALONE,
      ),
    ),
  );
};
