import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runPage, type TinyPage } from '../../testing/tiny-page.ts';

const TOKEN = 'rsclm_canary';

const CLAIM_IDS = ['open', 'code', 'claim', 'outcome', 'credential', 'heading', 'values', 'download'];
const claimPage = (hash = `#${TOKEN}`) => runPage('claim', { hash, ids: CLAIM_IDS });
const confirmPage = (hash = `#${TOKEN}`) => runPage('confirm', { hash, ids: ['confirm', 'outcome'] });
const element = (page: TinyPage, id: string) => {
  const found = page.elements[id];
  if (found === undefined) throw new Error(id);
  return found;
};

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['confirm', confirmPage],
  ['claim', claimPage],
] as const)('the page %s', (name, run) => {
  test('takes the token out of the address before it does anything else', async () => {
    const { steps } = await run();
    expect(steps.slice(0, 2)).toEqual([`replaceState /${name}`, 'listen hashchange']);
  });

  test('sends nothing by itself', async () => {
    expect((await run()).sent).toEqual([]);
  });

  test('puts the token into no element', async () => {
    const { elements } = await run();
    const texts = Object.values(elements).map(({ text, value }) => text + value);
    expect(texts.join(' ')).not.toContain(TOKEN);
  });

  test('says so where no token led to it, and lets nobody press', async () => {
    const page = await run('');
    expect(element(page, 'outcome').text).toContain('Open the link in the mail once more');
    expect(element(page, name).disabled).toBe(true);
  });

  test('names in its script every element that is in its document, and no other', () => {
    const read = (file: string) => readFileSync(new URL(`../../../pages/${file}`, import.meta.url), 'utf8');
    const ids = [...read(`${name}.js`).matchAll(/getElementById\('(\w+)'\)/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(read(`${name}.html`)).toContain(`id="${id}"`);
  });
});

describe('confirming', () => {
  test('sends the token in a body, without cookies, when the button is pressed', async () => {
    const page = await confirmPage();
    page.answerWith(200);
    await element(page, 'confirm').click();
    expect(page.sent).toMatchObject([
      {
        path: '/api/v1/credential-requests/confirm',
        init: { method: 'POST', body: JSON.stringify({ token: TOKEN }), credentials: 'omit' },
      },
    ]);
    expect(element(page, 'outcome').text).toContain('confirmed');
    expect(element(page, 'confirm').hidden).toBe(true);
  });

  test('that is refused says why, as a text, and may be tried again', async () => {
    const page = await confirmPage();
    page.answerWith(410, { detail: '<b>over</b>' });
    await element(page, 'confirm').click();
    expect(element(page, 'outcome').textContent).toBe('<b>over</b>');
    expect(element(page, 'confirm')).toMatchObject({ hidden: false, disabled: false });
  });

  test('that is not answered says so', async () => {
    const page = await confirmPage();
    page.answerWith(undefined);
    await element(page, 'confirm').click();
    expect(element(page, 'outcome').text).toContain('No answer');
  });
});

describe('claiming', () => {
  const PAIR = {
    kind: 'client_secret',
    client_id: 'rspub_1',
    client_secret: 'rsec_canary',
    parent_account_id: 'pa_1',
    token_url: 'https://auth.example.com/api/v1/oauth/token',
    scope: 'read',
    expires_at: null,
  };

  async function claimed() {
    const page = await claimPage();
    page.answerWith(201, PAIR);
    element(page, 'code').value = 'abcd-efgh-jkmn';
    await element(page, 'open').happen('submit');
    return page;
  }

  test('sends token and code when the form is sent', async () => {
    const page = await claimed();
    expect(page.sent).toMatchObject([
      {
        path: '/api/v1/claims',
        init: { method: 'POST', body: JSON.stringify({ token: TOKEN, code: 'abcd-efgh-jkmn' }) },
      },
    ]);
  });

  test('shows the pair, takes the form and the code away, and brings the reader to it', async () => {
    const page = await claimed();
    const { text } = element(page, 'values');
    for (const value of [PAIR.client_id, PAIR.client_secret, PAIR.parent_account_id, PAIR.token_url]) {
      expect(text).toContain(value);
    }
    expect(element(page, 'open').hidden).toBe(true);
    expect(element(page, 'code').value).toBe('');
    expect(element(page, 'credential').hidden).toBe(false);
    expect(element(page, 'heading').focused).toBe(true);
  });

  test('has a button with a name of its own for each value that it copies', async () => {
    const page = await claimed();
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => copied.push(text) } });
    const buttons = element(page, 'values').children.flatMap(({ children }) =>
      children.filter(({ name }) => name === 'button'),
    );
    expect(buttons.map(({ attributes }) => attributes.get('aria-label'))).toContain('Copy client secret');
    for (const button of buttons) await button.click();
    expect(copied).toContain(PAIR.client_secret);
    expect(element(page, 'outcome').text).toContain('copied');
  });

  test('writes a file that the command line reads', async () => {
    const page = await claimed();
    const files: Blob[] = [];
    vi.stubGlobal('URL', {
      createObjectURL: (file: Blob) => `blob:${files.push(file)}`,
      revokeObjectURL: () => {},
    });
    await element(page, 'download').click();
    const { kind: _, ...content } = PAIR;
    expect(JSON.parse((await files[0]?.text()) ?? '')).toEqual(content);
  });

  test('that is refused says why, keeps the form, and brings the reader back to the code', async () => {
    const page = await claimPage();
    page.answerWith(403, { detail: 'The code is wrong; 4 tries are left.' });
    await element(page, 'open').happen('submit');
    expect(element(page, 'outcome').textContent).toBe('The code is wrong; 4 tries are left.');
    expect(element(page, 'open').hidden).toBe(false);
    expect(element(page, 'claim').disabled).toBe(false);
    expect(element(page, 'code').focused).toBe(true);
  });
});
