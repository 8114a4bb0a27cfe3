import { type JsonOption, printText } from '../../output/print.ts';
import { rotationLines } from '../../output/rotation-lines.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addSecretsRotation: AddCommand = (secrets, { shell, does }) => {
  command(secrets, {
    usage: 'rotation <client-id>',
    summary: 'tell how far the rotation of a client has come, what shows it, and what comes next',
    example: 'secrets rotation CLIENT_ID',
  }).action(
    does(async (clientId: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printText(shell, options, await admin.showRotation(clientId), rotationLines),
      ),
    ),
  );
};
