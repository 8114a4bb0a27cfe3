import { doOrRehearse } from '../../destructive/carry-out.ts';
import { addDryRunOption, type DryRunOption } from '../../destructive/destructive-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { sayClaimCode } from './say-claim-code.ts';

interface Options extends DryRunOption {
  readonly newCode?: true;
}

export const addClaimsReissue: AddCommand = (claims, { shell, does }) => {
  const reissue = command(claims, {
    usage: 'reissue <id>',
    summary: 'mail another link in the place of this one; what was made and never arrived is revoked',
    example: 'claims reissue CLAIM_ID --new-code',
  }).option('--new-code', 'with another code, which is shown once; else the one of before goes on');
  addDryRunOption(reissue).action(
    does(async (id: string, { newCode, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        doOrRehearse(shell, options, {
          async act(query) {
            const reissued = await admin.reissueClaim(id, { new_code: newCode === true }, query);
            sayClaimCode(shell, reissued);
            return reissued;
          },
        }),
      ),
    ),
  );
};
