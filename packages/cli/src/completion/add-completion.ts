import tab from '@bomb.sh/tab/commander';
import type { AddCommand } from '../commands/cli.ts';
import { quoteTypedWords } from './quote-typed-words.ts';

const EXAMPLES = `Example:
  source <(gatepass completion bash)
  source <(gatepass completion zsh)
  gatepass completion fish | source
  gatepass completion powershell | Out-String | Invoke-Expression
`;

/**
 * `completion <shell>`, and what the scripts that it prints call: `complete -- <the words so far>`. Asks no server: names
 * and options are known here.
 */
export const addCompletion: AddCommand = (program, { shell }) => {
  tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('let your shell complete commands and options: bash, zsh, fish, powershell')
    .addHelpText('before', EXAMPLES);
  const { log } = console;
  // It prints by itself, to the console; everything here writes to the shell that it was given.
  program
    .hook('preAction', () => {
      const refine = refiner();
      console.log = (text: string) => shell.stdout.write(`${refine(text)}\n`);
    })
    .hook('postAction', () => {
      console.log = log;
    });
};

/** No files, says the last line of an answer; where there was nothing else to offer, they may be what is wanted. */
const NO_FILES = ':4';
const ANY_FILE = ':0';

function refiner(): (text: string) => string {
  let offered = false;
  return (text) => {
    if (text === NO_FILES && !offered) return ANY_FILE;
    offered = true;
    return quoteTypedWords(text);
  };
}
