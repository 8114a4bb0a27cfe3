import { ok, type Result } from '@gatepass/protocol';
import { Command, CommanderError, Help, type Option } from 'commander';
import { type Cli, firstExamples } from './commands/cli.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type Failure, showFailure } from './failure.ts';
import { NOUNS } from './nouns.ts';
import type { Shell } from './shell.ts';
import { version } from './version.ts';

/** Runs `gatepass` with these words after its name. Never throws but for a bug. */
export async function runProgram(words: readonly string[], shell: Shell): Promise<ExitCode> {
  let outcome: Result<void, Failure> = ok(undefined);
  const cli: Cli = {
    shell,
    does:
      (run) =>
      async (...args) => {
        outcome = await run(...args);
      },
  };
  try {
    await (await buildProgram(words, cli)).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok;
    outcome = { ok: false, refusal: usageFailure(error, words) };
  }
  if (outcome.ok) return EXIT.ok;
  showFailure(shell, outcome.refusal);
  return outcome.refusal.exitCode;
}

async function buildProgram(words: readonly string[], cli: Cli): Promise<Command> {
  const program = new Command('gatepass')
    .description('Partner authorization: partners, clients, their secrets and tokens.')
    .version(version())
    .usage('<noun> <verb> [options]')
    .addHelpText('before', 'Example:\n  gatepass dev\n')
    .addHelpText(
      'after',
      '\nSettings are read from the environment, GATEPASS_URL and GATEPASS_TOKEN first of all.',
    )
    .configureHelp({ optionDescription })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.shell.stdout.write(text),
      writeErr: (text) => cli.shell.stderr.write(text),
      // Said once, in our own voice, when the error arrives.
      outputError: () => {},
    });
  for (const noun of NOUNS) {
    const typed = words.includes(noun.name) || (noun.hidden !== undefined && words[0] === noun.hidden);
    if (typed && noun.command !== undefined) {
      (await noun.command())(program, cli);
      continue;
    }
    const parent = program.command(noun.name).description(noun.summary);
    if (!typed || noun.verbs === undefined) continue;
    for (const add of await noun.verbs()) add(parent, cli);
    parent.addHelpText('before', firstExamples(parent));
  }
  return program;
}

/** Says of an option in the help that there must be one, where there must. */
function optionDescription(this: Help, option: Option): string {
  const description = Help.prototype.optionDescription.call(this, option);
  return option.mandatory ? `${description} (required)` : description;
}

function usageFailure(error: CommanderError, words: readonly string[]): Failure {
  const [sentence = '', suggestion] = error.message
    .replace(/^error: (?:command-argument value )?/, '')
    .split('\n');
  const hint =
    /^\((.+)\)$/.exec(suggestion ?? '')?.[1] ?? `gatepass ${helpPath(words)}--help tells what there is`;
  // Commander has printed the help instead of an error.
  const message = error.code === 'commander.help' ? 'a command is missing' : sentence;
  return { exitCode: EXIT.usage, message, hint };
}

/** The words up to the first option: the command whose help is worth reading. */
function helpPath(words: readonly string[]): string {
  const noun = NOUNS.find(({ name }) => name === words[0]);
  if (noun === undefined) return '';
  const verb = noun.verbs !== undefined && /^[a-z][a-z-]*$/.test(words[1] ?? '') ? `${words[1]} ` : '';
  return `${noun.name} ${verb}`;
}
