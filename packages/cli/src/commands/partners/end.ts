import type { AddCommand } from '../cli.ts';
import { addEnd } from '../end-verb.ts';

export const addPartnersEnd: AddCommand = (partners, cli) =>
  addEnd(partners, cli, {
    summary: 'say when a partner ends; no token of its clients or members outlives that',
    example: 'partners end PARTNER_ID --at 2027-01-01T00:00:00.000Z',
    setEnd: (admin, ...args) => admin.setPartnerEnd(...args),
  });
