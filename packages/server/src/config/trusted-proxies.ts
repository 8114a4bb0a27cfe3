import { type CidrBlock, type CidrDefect, parseCidrBlock } from '../domain/network/cidr-block.ts';
import { StartFailure } from '../start-failure.ts';

const CURES: Readonly<Record<CidrDefect, string>> = {
  malformed: 'is no address and no block like 10.0.0.0/8',
  host_bits: 'has bits set behind its prefix; give the address alone, or the block with these bits zero',
  everything: 'would let everybody write any address; name the proxies',
};

/** Addresses and blocks, separated by commas or spaces. Throws `StartFailure` at the first that is none. */
export function trustedProxiesOf(text: string): readonly CidrBlock[] {
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const block = parseCidrBlock(entry);
      if (block.ok) return block.value;
      throw new StartFailure(`GATEPASS_TRUSTED_PROXIES: ${entry} ${CURES[block.refusal]}.`, 2);
    });
}
