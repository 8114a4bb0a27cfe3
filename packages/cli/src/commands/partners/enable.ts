import type { AddCommand } from '../cli.ts';
import { addEnable } from '../status-verbs.ts';

export const addPartnersEnable: AddCommand = (partners, cli) =>
  addEnable(partners, cli, {
    summary: 'give the clients of a disabled partner tokens again',
    example: "partners enable PARTNER_ID --reason 'contract renewed'",
    enable: (admin, ...args) => admin.enablePartner(...args),
  });
