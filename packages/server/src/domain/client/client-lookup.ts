import type { ClientRecord } from './client-record.ts';

/** How a client is found for authentication. */
export interface ClientLookup {
  /** What this node remembers, if anything. Good for saying yes; never the ground for a refusal. */
  remembered(clientId: string): ClientRecord | undefined;
  /** Reads the store, and remembers what it finds. Nothing is remembered of clients that do not exist. */
  read(clientId: string, secretId: string): Promise<ClientRecord | undefined>;
}
