import type { AddCommand } from '../cli.ts';
import { addDisable } from '../status-verbs.ts';

export const addPartnersDisable: AddCommand = (partners, cli) =>
  addDisable(partners, cli, {
    summary: 'refuse all clients of a partner all new tokens',
    example: "partners disable PARTNER_ID --reason 'contract ended'",
    question: (id) => `No client of the partner ${id} will get tokens until it is enabled again.`,
    radius: (admin, id) => admin.partnerBlastRadius(id),
    disable: (admin, ...args) => admin.disablePartner(...args),
  });
