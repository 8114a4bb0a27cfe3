import type { KyselyPlugin } from 'kysely';

/** Counts the statements that change something, so that a change without a ledger row cannot slip through. */
export function countWrites(): KyselyPlugin & { readonly count: number } {
  let count = 0;
  return {
    get count() {
      return count;
    },
    transformQuery({ node }) {
      if (node.kind !== 'SelectQueryNode') count++;
      return node;
    },
    async transformResult({ result }) {
      return result;
    },
  };
}
