import type { AddCommand } from '../cli.ts';
import { addEnd } from '../end-verb.ts';

export const addClientsEnd: AddCommand = (clients, cli) =>
  addEnd(clients, cli, {
    summary: "say when a client's approval ends; no token of it outlives that",
    example: 'clients end CLIENT_ID --at 2027-01-01T00:00:00.000Z',
    setEnd: (admin, ...args) => admin.setClientEnd(...args),
  });
