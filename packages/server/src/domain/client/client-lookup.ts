import type { ClientRecord } from './client-record.ts';

/** How a client is found for authentication. */
export interface ClientLookup {
  /** What this node remembers, if anything. Good for saying yes; never the ground for a refusal. */
  remembered(clientId: string): ClientRecord | undefined;
  /** Reads the store: one statement, whether or not there is such a client. */
  read(clientId: string, secretId: string): Promise<ClientRecord | undefined>;
  /** Keeps a record for the next request. Only of clients that were believed, so that nobody else can fill the memory. */
  remember(record: ClientRecord): void;
}
