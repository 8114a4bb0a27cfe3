import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addPeopleFind: AddCommand = (people, { shell, does }) => {
  command(people, {
    usage: 'find <email>',
    summary: 'find everybody with a mail address, and what they are',
    example: 'people find grace@partner.example',
  }).action(
    does(async (email: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, options, await admin.findPeople({ email }), [
          'id',
          'name',
          'email',
          'operator_id',
          'member_ids',
          'created_at',
        ]),
      ),
    ),
  );
};
