import { TOKEN_REFUSALS, type TokenRefusalCause, tokenRefusalFacts } from '@gatepass/protocol';
import { describe, expect, test } from 'vitest';
import type { FailedRequest } from './failed-request.ts';
import { FailureCollector, type FailureLimits } from './failure-collector.ts';
import { impliesClient } from './implies-client.ts';

const DAY = 86_400_000;
const TODAY = 20_000 * DAY;

let made = 0;
function failure(given: Partial<FailedRequest> = {}): FailedRequest {
  made += 1;
  return {
    requestId: `request-${made}`,
    at: TODAY,
    cause: 'secret_wrong',
    endpoint: '/api/v1/oauth/token',
    clientId: 'rspub_1',
    credentialId: 'secret01',
    network: '203.0.113.7',
    ...given,
  };
}

function collector(limits: Partial<FailureLimits> = {}) {
  const failures = new FailureCollector({
    held: 100,
    ofOneClient: 10,
    ofOthers: 20,
    clients: 3,
    ...limits,
  });
  const note = (count: number, given?: Partial<FailedRequest>) => {
    for (let index = 0; index < count; index++) failures.note(failure(given));
  };
  return { failures, note };
}

describe('the quota', () => {
  test('is one for each client by the day, and what is beyond it is counted as not kept', () => {
    const { failures, note } = collector();
    note(15);
    note(15, { clientId: 'rspub_2' });
    expect(failures.take()).toHaveLength(20);
    expect(failures.notKept).toEqual({ overQuota: 10, overflowed: 0 });
  });

  test('outlives the writing, and ends with the UTC day', () => {
    const { failures, note } = collector();
    note(10, { at: TODAY + DAY - 1 });
    failures.take();
    note(5, { at: TODAY + DAY - 1 });
    expect(failures.take()).toHaveLength(0);
    note(5, { at: TODAY + DAY });
    expect(failures.take()).toHaveLength(5);
  });

  test('begins anew, too, when the clock is set back by days', () => {
    const { failures, note } = collector();
    note(15);
    note(15, { at: TODAY - 3 * DAY });
    expect(failures.take()).toHaveLength(20);
  });

  test('is shared by all who are not known to be a client, whatever id they name', () => {
    const { failures } = collector();
    for (let index = 0; index < 50; index++) {
      failures.note(failure({ cause: 'client_unknown', clientId: `rspub_${index}` }));
      failures.note(failure({ cause: 'form_malformed_percent', clientId: null, credentialId: null }));
    }
    expect(failures.take()).toHaveLength(20);
    failures.note(failure());
    expect(failures.take()).toHaveLength(1);
  });

  test('is remembered for so many clients; further ones share that of all others', () => {
    const { failures, note } = collector();
    for (let index = 0; index < 30; index++) note(1, { clientId: `rspub_${index}` });
    expect(failures.take()).toHaveLength(3 + 20);
  });
});

describe('the memory', () => {
  test('is never full by those who are no clients alone', () => {
    const { failures, note } = collector({ held: 8, ofOthers: 1000 });
    note(100, { cause: 'client_unknown' });
    note(5);
    const causes = failures.take().map(({ cause }) => cause);
    expect(causes).toEqual([...Array(6).fill('client_unknown'), ...Array(2).fill('secret_wrong')]);
    expect(failures.notKept).toEqual({ overQuota: 0, overflowed: 97 });
  });

  test('takes back what could not be written as far as there is room, in front', () => {
    const { failures, note } = collector({ held: 6 });
    note(2);
    const taken = [...failures.take(), ...Array.from({ length: 4 }, () => failure())];
    note(2);
    failures.giveBack(taken);
    note(1);
    expect(failures.take().slice(0, 4)).toEqual(taken.slice(0, 4));
    expect(failures.notKept.overflowed).toBe(3);
  });

  test('finds a request by its id until it was taken', () => {
    const { failures } = collector();
    const noted = failure();
    failures.note(noted);
    expect(failures.find(noted.requestId)).toBe(noted);
    failures.take();
    expect(failures.find(noted.requestId)).toBeUndefined();
  });
});

describe('a cause implies that there is such a client', () => {
  const causes = Object.keys(TOKEN_REFUSALS) as TokenRefusalCause[];

  test('wherever its explanation shows the client, but where the text or the limit on failures spoke', () => {
    const showing = causes.filter((cause) => tokenRefusalFacts(cause).evidence?.includes('client'));
    expect(showing.filter((cause) => !impliesClient(cause))).toEqual([
      'credentials_in_query',
      'secret_from_browser',
      'too_many_failures',
    ]);
  });

  test('and never where the text of the request alone was judged', () => {
    const byText: readonly TokenRefusalCause[] = [
      'malformed_http',
      'client_secret_checksum',
      'token_missing',
    ];
    expect(byText.filter(impliesClient)).toEqual([]);
  });
});
