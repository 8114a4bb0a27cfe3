import type { AddCommand } from '../cli.ts';
import { addDisable } from '../status-verbs.ts';

export const addClientsDisable: AddCommand = (clients, cli) =>
  addDisable(clients, cli, {
    summary: 'refuse a client all new tokens',
    example: "clients disable CLIENT_ID --reason 'contract ended'",
    question: (id) => `The client ${id} will get no more tokens until it is enabled again.`,
    radius: (admin, id) => admin.clientBlastRadius(id),
    disable: (admin, ...args) => admin.disableClient(...args),
  });
