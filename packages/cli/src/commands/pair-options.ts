import type { Command } from 'commander';

/** Where the pair of a command that acts as a client comes from: see `pairFrom`. */
export function addPairOptions(command: Command): Command {
  return command
    .option('--credentials <file>', 'a pair as --out writes it')
    .option('--client-id <id>', 'instead of GATEPASS_CLIENT_ID')
    .option('--secret-stdin', 'read the secret from standard input')
    .option('--secret-file <file>', 'read the secret from a file');
}
