import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  approveRules,
  type DecideRulesDeps,
  declineRules,
} from '../../../usecases/decide-rules/decide-rules.ts';
import { type SetRulesDeps, setRules } from '../../../usecases/set-rules/set-rules.ts';
import { operation } from '../../operation.ts';
import { answerRequestProblem } from '../requests/request-problem.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answers, EmptySchema, IdParameter } from './admin-schemas.ts';
import { actingOperator, changeContext, needs } from './authenticate-admin.ts';
import { breakGlassOf } from './break-glass.ts';
import { RulesInForceSchema, RulesProposalSchema, SetIssuanceRulesSchema } from './request-schemas.ts';
import { toProposal, toRules } from './request-to-wire.ts';

export type RulesRoutesDeps = AdminDeps & SetRulesDeps & DecideRulesDeps;

/** What approving a request takes, and how that is changed. */
export function rulesRoutes(root: FastifyInstance, deps: RulesRoutesDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const inForce = async () => {
    const { rules } = deps.store;
    const proposed = await rules.proposed();
    return {
      current: toRules((await rules.current()) ?? deps.rulesUntilSet),
      proposed: proposed === undefined ? null : toProposal(proposed),
    };
  };

  app.get(
    '/issuance-rules',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showIssuanceRules', 'Show what approving a request takes.'),
        response: answers(200, RulesInForceSchema),
      },
    },
    inForce,
  );

  app.put(
    '/issuance-rules',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation(
          'setIssuanceRules',
          'Make the rules for approving stricter, or propose laxer ones to a second person.',
          ['rules.changed', 'rules.proposed', 'rules.changed_alone', 'rules.declined'],
        ),
        body: SetIssuanceRulesSchema,
        response: answers(200, RulesInForceSchema),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const operator = actingOperator(request);
      const breakGlass = breakGlassOf(body, operator);
      if (!breakGlass.ok) return answerRequestProblem(reply, breakGlass.refusal);
      const terms = {
        secondApproval: body.second_approval,
        sensitiveScopes: [...new Set(body.sensitive_scopes)],
        automaticApproval: body.automatic_approval,
      };
      const wanted = { terms, operatorId: operator.id, breakGlass: breakGlass.value };
      const set = await setRules(deps, changeContext(request, deps.now()), wanted);
      return set.ok ? inForce() : answerRequestProblem(reply, set.refusal);
    },
  );

  app.post(
    '/issuance-rules/proposals/:id/approve',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('approveIssuanceRules', 'Put proposed rules in force, as the second person.', [
          'rules.changed',
        ]),
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, RulesProposalSchema),
      },
    },
    async (request, reply) => {
      const wanted = { id: request.params.id, approver: actingOperator(request) };
      const approved = await approveRules(deps, changeContext(request, deps.now()), wanted);
      return approved.ok ? toProposal(approved.value) : answerRequestProblem(reply, approved.refusal);
    },
  );

  app.post(
    '/issuance-rules/proposals/:id/decline',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('declineIssuanceRules', 'Decline proposed rules, or take them back.', [
          'rules.declined',
        ]),
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, RulesProposalSchema),
      },
    },
    async (request, reply) => {
      const wanted = { id: request.params.id, operatorId: actingOperator(request).id };
      const declined = await declineRules(deps, changeContext(request, deps.now()), wanted);
      return declined.ok ? toProposal(declined.value) : answerRequestProblem(reply, declined.refusal);
    },
  );
}
