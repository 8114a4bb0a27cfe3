import { Option } from 'commander';
import { describe } from '../../output/describe.ts';
import { type JsonOption, printText } from '../../output/print.ts';
import {
  addBreakGlassOptions,
  type BreakGlassOptions,
  breakGlassBody,
} from '../../requests/break-glass-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption, BreakGlassOptions {
  readonly secondApproval?: 'always' | 'sensitive' | 'never';
  readonly sensitiveScopes?: string;
  readonly automaticApproval?: 'on' | 'off';
}

export const addRulesSet: AddCommand = (rules, { shell, does }) => {
  const set = command(rules, {
    usage: 'set',
    summary: 'change what approving a request takes; what is laxer waits for another admin',
    example: "rules set --second-approval sensitive --sensitive-scopes 'accounts:write'",
  })
    .addOption(
      new Option('--second-approval <when>', 'when a second person must approve').choices([
        'always',
        'sensitive',
        'never',
      ]),
    )
    .option('--sensitive-scopes <scopes>', "all of them, separated by spaces; '' for none")
    .addOption(
      new Option('--automatic-approval <on-off>', 'of what needs nobody’s decision').choices(['on', 'off']),
    );
  addBreakGlassOptions(set).action(
    does(async (options: Options) =>
      withAdmin(shell, async (admin) => {
        const present = await admin.showIssuanceRules();
        if (!present.ok) return present;
        const { current } = present.value;
        const scopes = options.sensitiveScopes?.split(' ').filter((scope) => scope !== '');
        const automatic = options.automaticApproval;
        const changed = await admin.setIssuanceRules({
          second_approval: options.secondApproval ?? current.second_approval,
          sensitive_scopes: scopes ?? current.sensitive_scopes,
          automatic_approval: automatic === undefined ? current.automatic_approval : automatic === 'on',
          ...breakGlassBody(options),
        });
        return printText(shell, options, changed, (after) =>
          after.proposed === null
            ? describe(after)
            : `${describe(after)}proposed: another admin decides by: gatepass rules approve ${after.proposed.id}\n`,
        );
      }),
    ),
  );
};
