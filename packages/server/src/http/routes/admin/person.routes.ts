import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { parseEmailAddress } from '../../../domain/person/email-address.ts';
import type { Person } from '../../../domain/person/person.ts';
import { erasePerson } from '../../../usecases/erase-person/erase-person.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { PersonQuery, PersonSchema } from './people-schemas.ts';
import { toPerson } from './people-to-wire.ts';

/** Whoever the deployment knows by name, for admins: to be found, and to be forgotten. */
export function personRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const tell = async (person: Person) =>
    toPerson(person, {
      operator: await deps.store.operators.findByPerson(person.id),
      members: await deps.store.members.listByPerson(person.id),
    });

  app.get(
    '/people',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('findPeople', 'Find everybody with a mail address.'),
        querystring: PersonQuery,
        response: answers(200, pageOf(PersonSchema)),
      },
    },
    async (request, reply) => {
      const email = parseEmailAddress(request.query.email);
      if (!email.ok) return answerProblem(reply, email.refusal);
      const people = await deps.store.people.listByEmail(email.value);
      return { items: await Promise.all(people.map(tell)), next: null };
    },
  );

  app.post(
    '/people/:id/erase',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('erasePerson', 'Delete name, address and texts of a person for ever.', [
          'person.erased',
          'operator.disabled',
          'operator.token_revoked',
          'member.disabled',
          'member.token_revoked',
          'claim.cancelled',
          'request.withdrawn',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: EmptySchema,
        response: answers(200, PersonSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const erased = await erasePerson({ store }, changeContext(request, deps.now()), request.params.id);
      return erased.ok ? tell(erased.value) : answerProblem(reply, erased.refusal);
    },
  );
}
