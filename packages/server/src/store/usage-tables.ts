import type { CountTable } from './add-rows.ts';

/** Rows are values of the key's columns, then of the merged ones, in this order. */
export const CREDENTIALS: CountTable = {
  name: 'credential_use',
  key: ['credential_id'],
  merged: {
    client_id: 'kept',
    first_used_at: 'least',
    last_used_at: 'greatest',
    last_network: 'latest',
    last_token_ends_at: 'greatest',
    uses: 'sum',
  },
};

export const NETWORKS: CountTable = {
  name: 'credential_use_network',
  key: ['credential_id', 'hour', 'network'],
  merged: { uses: 'sum', last_used_at: 'greatest' },
};

export const INSTANCES: CountTable = {
  name: 'credential_use_instance',
  key: ['credential_id', 'instance'],
  merged: { version: 'latest', first_used_at: 'least', last_used_at: 'greatest', uses: 'sum' },
};

export const CLIENT_DAYS: CountTable = {
  name: 'client_day',
  key: ['client_id', 'day'],
  merged: { over_budget: 'sum', outside_networks: 'sum' },
};
