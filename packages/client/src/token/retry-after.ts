const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
const DAY_NAME = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY_NAME = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';

/** RFC 9110 §5.6.7: the form to send, and the two that a recipient must still understand. */
const IMF_FIXDATE = new RegExp(`^${DAY_NAME}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`);
const RFC850_DATE = new RegExp(`^${LONG_DAY_NAME}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`);
const ASCTIME_DATE = new RegExp(`^${DAY_NAME} ${MONTH} (?<day>\\d{2}| \\d) ${TIME} (?<year>\\d{4})$`);

/**
 * The delay that a `Retry-After` header asks for, in milliseconds from `now`: 0 for a moment that has passed,
 * undefined for a header that is absent or says nothing that the grammar knows.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 RFC 9110 §10.2.3}
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const moment = parseHttpDate(text, now);
  return moment === undefined ? undefined : Math.max(0, moment - now);
}

function parseHttpDate(text: string, now: number): number | undefined {
  const parts = (IMF_FIXDATE.exec(text) ?? RFC850_DATE.exec(text) ?? ASCTIME_DATE.exec(text))?.groups;
  if (parts === undefined) return undefined;
  const day = Number(parts.day);
  const month = MONTHS.indexOf(parts.month as string);
  const moment = new Date(
    Date.UTC(
      fullYear(parts.year as string, now),
      month,
      day,
      Number(parts.hour),
      Number(parts.minute),
      // A leap second is the moment after :59 for whoever counts without them.
      Math.min(59, Number(parts.second)),
    ),
  );
  // `Date.UTC` turns 31 February into March; such a day does not exist.
  return moment.getUTCDate() === day ? moment.getTime() : undefined;
}

/** Two digits that seem more than 50 years ahead are the most recent past year that ends so. RFC 9110 §5.6.7. */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}
