import type { CreatedOperator, CreateOperator } from '@gatepass/protocol';
import { toOperator, toOperatorToken } from '../http/routes/admin/people-to-wire.ts';
import {
  type AuthenticateOperatorDeps,
  authenticateOperator,
} from '../usecases/authenticate-operator/authenticate-operator.ts';
import { createFirstOperator } from '../usecases/create-operator/create-first-operator.ts';
import { type CreateOperatorDeps, createOperator } from '../usecases/create-operator/create-operator.ts';
import { replaceFirstToken } from '../usecases/replace-first-token/replace-first-token.ts';

/** What whoever runs the process may do without being an operator. */
export interface Console {
  hasOperators(): Promise<boolean>;
  /** Throws a `TypeError` where there cannot be such an operator. */
  createOperator(wanted: CreateOperator): Promise<CreatedOperator>;
  /**
   * Makes the first operator, an admin, and says whether there was none before. `keep` gets the token before anything
   * is stored, so that whatever happens then, there is no operator whose token nobody has.
   */
  createFirstOperator(name: string, keep: (token: string) => Promise<void>): Promise<boolean>;
  /** Whether this is a token of an operator, and good now. */
  knowsOperatorToken(token: string): Promise<boolean>;
  /**
   * Makes another first token for the active admin of this name, in the place of one that was lost or has ended, and
   * says whether there is such an operator. `keep` gets it before it counts.
   */
  replaceFirstToken(name: string, keep: (token: string) => Promise<void>): Promise<boolean>;
}

type ConsoleDeps = CreateOperatorDeps & AuthenticateOperatorDeps;

export function openConsole(deps: ConsoleDeps): Console {
  const context = () => ({ actor: 'system:console', requestId: null, now: deps.now() }) as const;
  return {
    async hasOperators() {
      return (await deps.store.operators.list({ after: null, limit: 1 })).length > 0;
    },
    async createOperator(wanted) {
      const created = await createOperator(deps, context(), wanted);
      if (!created.ok) throw new TypeError(`no such operator can be made: ${created.refusal}`);
      const { operator, made } = created.value;
      return {
        ...toOperator(operator),
        operator_token: made.text.reveal(),
        token: toOperatorToken(made.token),
      };
    },
    async createFirstOperator(name, keep) {
      const created = await createFirstOperator(deps, context(), name, (token) => keep(token.reveal()));
      return created.ok;
    },
    async knowsOperatorToken(token) {
      return (await authenticateOperator(deps, token)).ok;
    },
    async replaceFirstToken(name, keep) {
      return (await replaceFirstToken(deps, context(), { name }, (token) => keep(token.reveal()))).ok;
    },
  };
}
