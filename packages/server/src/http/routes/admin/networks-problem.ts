import type { FastifyReply } from 'fastify';
import type { NetworkListRefusal } from '../../../domain/network/network-list.ts';
import { answerProblem } from './admin-problem.ts';

const DEFECTS: Readonly<Record<Exclude<NetworkListRefusal['defect'], 'too_many'>, string>> = {
  malformed: 'is no IPv4 address and no CIDR block such as 203.0.113.0/24 or 2001:db8::/48',
  host_bits: 'has bits set behind its prefix: give the address alone, or the block with these bits zero',
  everything: 'allows everybody: set the stage to off instead',
  too_fine: 'is finer than /64, which is all that is known of an IPv6 caller',
};

/** Names the place in the list, from 0, and not what stands there. */
export function answerNetworksProblem(
  reply: FastifyReply,
  refusal: 'client_unknown' | 'networks_missing' | NetworkListRefusal,
): FastifyReply {
  if (typeof refusal === 'string') return answerProblem(reply, refusal);
  if (refusal.defect === 'too_many') return answerProblem(reply, 'networks_malformed');
  return answerProblem(reply, 'networks_malformed', `networks/${refusal.index} ${DEFECTS[refusal.defect]}.`);
}
