import { ROLES, type Role } from '@gatepass/protocol';
import { Argument } from 'commander';
import { doOrRehearse } from '../../destructive/carry-out.ts';
import { addDryRunOption, type DryRunOption } from '../../destructive/destructive-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addOperatorsRole: AddCommand = (operators, { shell, does }) => {
  const setRole = command(operators, {
    usage: 'role <id>',
    summary: 'give an operator another role, which none of their tokens exceeds',
    example: 'operators role OPERATOR_ID approver',
  }).addArgument(new Argument('<role>', 'what they may do').choices(ROLES));
  addDryRunOption(setRole).action(
    does(async (id: string, role: Role, options: DryRunOption) =>
      withAdmin(shell, (admin) =>
        doOrRehearse(shell, options, { act: (query) => admin.setOperatorRole(id, { role }, query) }),
      ),
    ),
  );
};
