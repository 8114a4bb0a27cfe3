import { objectLines } from '../../destructive/object-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addOperatorsDisable: AddCommand = (operators, cli) =>
  addEndingVerb(operators, cli, {
    usage: 'disable <id>',
    summary: 'refuse every token of an operator',
    example: "operators disable OPERATOR_ID --reason 'left the company'",
    effect: (admin, id) => objectLines(admin.showOperator(id)),
    question: (id) => `No token of the operator ${id} will work until they are enabled again.`,
    end: (admin, ...args) => admin.disableOperator(...args),
  });
