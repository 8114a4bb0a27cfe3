// The unit of all ratios: one bare RS256 signature.
import { bareSign } from './bare-token.mjs';
import { measured } from './measured.mjs';

const input = 'x'.repeat(520);

measured(0, ({ signatures = 0 }) => {
  for (let index = 0; index < signatures; index++) bareSign(input);
});
