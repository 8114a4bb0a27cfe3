import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends SecretOptions {
  readonly name: string;
  readonly audience: string;
}

export const addApisCreate: AddCommand = (apis, { shell, does }) => {
  const create = command(apis, {
    usage: 'create',
    summary: 'make an API that tokens can be made for, and its key',
    example: 'apis create --name Accounts --audience https://accounts.example.com --out accounts-api.json',
  })
    .requiredOption('--name <name>', 'how people know the API')
    .requiredOption('--audience <uri>', 'what its tokens name as their audience: an absolute URI');
  addSecretOptions(create, 'the API with its key').action(
    does(async ({ name, audience, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        makeWithSecret(shell, options, {
          make: () => admin.createApi({ name, audience }),
          secretField: 'api_key',
          fileContent: (api) => api,
          whenLost: () => 'The key is lost. Make another API.',
        }),
      ),
    ),
  );
};
