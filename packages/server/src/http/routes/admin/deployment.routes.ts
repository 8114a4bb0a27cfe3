import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Deployment } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import { answers, DeploymentSchema } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';

export function deploymentRoutes(root: FastifyInstance, deps: { readonly deployment: Deployment }): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/deployment',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showDeployment', 'Show what this deployment is.'),
        response: answers(200, DeploymentSchema),
      },
    },
    async () => deps.deployment as Deployment & { scopes: string[] },
  );
}
