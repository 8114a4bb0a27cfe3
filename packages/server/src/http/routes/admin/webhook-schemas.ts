import { Type } from 'typebox';
import { MAX_EVENTS } from '../../../domain/delivery/event-filter.ts';
import { DELIVERY_STATES } from '../../../domain/delivery/mail.ts';
import { named } from '../../named-schema.ts';
import { closed, PageQuery, shownOnce, statusFields, time, timeOrNull } from './admin-schemas.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);

export const WebhookSchema = named(
  'Webhook',
  Type.Object(
    {
      id: Type.String(),
      partner_id: textOrNull,
      url: Type.String(),
      events: Type.Array(Type.String()),
      ...statusFields,
      failing_since: timeOrNull,
      previous_secret_until: timeOrNull,
      created_at: time,
    },
    { description: 'A URL that is told of events, by the convention of Standard Webhooks.' },
  ),
);

export const CreatedWebhookSchema = named(
  'CreatedWebhook',
  Type.Object({ ...WebhookSchema.properties, webhook_secret: shownOnce }),
);

const url = Type.String({ minLength: 1, maxLength: 512 });
const events = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
  minItems: 1,
  maxItems: MAX_EVENTS,
  description: 'Names of events; `secret.*` for all that begin so, `*` for all.',
});

export const CreateWebhookSchema = named('CreateWebhook', Type.Object({ url, events }, closed));

export const ConfigureWebhookSchema = named(
  'ConfigureWebhook',
  Type.Object({ url: Type.Optional(url), events: Type.Optional(events) }, { ...closed, minProperties: 1 }),
);

export const WebhookDeliverySchema = named(
  'WebhookDelivery',
  Type.Object({
    id: Type.String(),
    event: Type.String(),
    ledger_sequence: Type.Integer(),
    state: Type.Enum([...DELIVERY_STATES]),
    attempts: Type.Integer(),
    next_at: timeOrNull,
    last_status: Type.Union([Type.Integer(), Type.Null()]),
    error: textOrNull,
    sent_at: timeOrNull,
    created_at: time,
  }),
);

export const WebhookPageQuery = Type.Object(
  {
    ...PageQuery.properties,
    partner_id: Type.Optional(
      Type.String({
        maxLength: 64,
        pattern: '^[\\w-]+$',
        description: 'Those of this partner; the platform’s own where nobody is named.',
      }),
    ),
  },
  closed,
);
