import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Flood {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Whole requests, sent in turn. */
  readonly requests: readonly string[];
}

/** Requests in closed loops from another thread; resolves to how many were answered. Rejects at a 5xx. */
export async function flood(wanted: Flood): Promise<number> {
  const worker = new Worker(new URL('flood-worker.mjs', import.meta.url), { workerData: wanted });
  const [answered] = await once(worker, 'message');
  return answered as number;
}
