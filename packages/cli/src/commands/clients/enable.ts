import type { AddCommand } from '../cli.ts';
import { addEnable } from '../status-verbs.ts';

export const addClientsEnable: AddCommand = (clients, cli) =>
  addEnable(clients, cli, {
    summary: 'give a disabled client tokens again',
    example: "clients enable CLIENT_ID --reason 'contract renewed'",
    enable: (admin, ...args) => admin.enableClient(...args),
  });
