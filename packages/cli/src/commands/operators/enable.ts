import type { AddCommand } from '../cli.ts';
import { addEnable } from '../status-verbs.ts';

export const addOperatorsEnable: AddCommand = (operators, cli) =>
  addEnable(operators, cli, {
    summary: 'let the tokens of a disabled operator work again',
    example: "operators enable OPERATOR_ID --reason 'back from leave'",
    enable: (admin, ...args) => admin.enableOperator(...args),
  });
