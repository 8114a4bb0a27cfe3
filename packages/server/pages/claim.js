import { hasToken, LINK_MISSING, present, say } from './link.js';

const CLAIMS_PATH = '/api/v1/claims';

/** What is shown of an answer, in this order, and what is for whom to know. */
const FIELDS = {
  client_id: 'Client id',
  client_secret: 'Client secret',
  member_id: 'Member id',
  member_token: 'Member token',
  partner_id: 'Partner id',
  parent_account_id: 'Parent account id',
  token_url: 'Token URL',
  scope: 'Scope',
  expires_at: 'Good until',
};

const form = document.getElementById('open');
const code = document.getElementById('code');
const button = document.getElementById('claim');
const outcome = document.getElementById('outcome');
const credential = document.getElementById('credential');
const heading = document.getElementById('heading');
const values = document.getElementById('values');
const download = document.getElementById('download');

if (hasToken) button.disabled = false;
else say(outcome, LINK_MISSING);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  say(outcome, 'One moment …');
  const { answer, problem } = await present(CLAIMS_PATH, { code: code.value });
  if (answer === undefined) {
    say(outcome, problem);
    button.disabled = false;
    code.focus();
    return;
  }
  code.value = '';
  form.hidden = true;
  say(outcome, '');
  show(answer);
});

function show(answer) {
  for (const [field, label] of Object.entries(FIELDS)) {
    if (typeof answer[field] === 'string') values.append(...lineOf(label, answer[field]));
  }
  download.addEventListener('click', () => save(answer));
  credential.hidden = false;
  heading.focus();
}

function lineOf(label, value) {
  const term = element('dt', label);
  const description = element('dd', '');
  const text = element('code', value);
  const copy = element('button', 'Copy');
  copy.type = 'button';
  copy.setAttribute('aria-label', `Copy ${label.toLowerCase()}`);
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(value);
      say(outcome, `${label} copied.`);
    } catch {
      getSelection().selectAllChildren(text);
      say(outcome, `${label} is selected; copy it with the keyboard.`);
    }
  });
  description.append(text, copy);
  return [term, description];
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function save({ kind: _, ...content }) {
  const file = new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${content.client_id ?? content.member_id}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
  say(outcome, 'The file is in your downloads. Move it to a secret manager, and delete it there.');
}
