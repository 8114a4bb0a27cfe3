import { Type } from 'typebox';
import { DELIVERY_STATES } from '../../../domain/delivery/mail.ts';
import { named } from '../../named-schema.ts';
import { closed, PageQuery, time, timeOrNull } from './admin-schemas.ts';

const state = Type.Enum([...DELIVERY_STATES]);

export const MailSchema = named(
  'Mail',
  Type.Object(
    {
      id: Type.String(),
      template: Type.String(),
      person_id: Type.String(),
      subject_id: Type.String(),
      ledger_sequence: Type.Integer(),
      state,
      attempts: Type.Integer(),
      repeats: Type.Integer({
        description: 'How often it was sent again although it may have arrived.',
      }),
      next_at: timeOrNull,
      error: Type.Union([Type.String(), Type.Null()]),
      sent_at: timeOrNull,
      created_at: time,
    },
    { description: 'A mail: to whom and why. Its text is made when it is sent, and kept nowhere.' },
  ),
);

export const MailPageQuery = Type.Object({ ...PageQuery.properties, state: Type.Optional(state) }, closed);
