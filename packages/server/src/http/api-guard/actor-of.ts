import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/ledger/ledger-entry.ts';

/** Who asks, in the words of the ledger. Throws for a request that nobody was found to have made. */
export function actorOf({ operator, member }: FastifyRequest): Actor {
  if (operator != null) return `operator:${operator.id}`;
  if (member != null) return `member:${member.id}`;
  throw new Error('a change by nobody');
}
