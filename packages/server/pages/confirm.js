import { hasToken, LINK_MISSING, present, say } from './link.js';

const CONFIRM_PATH = '/api/v1/credential-requests/confirm';

const button = document.getElementById('confirm');
const outcome = document.getElementById('outcome');

if (hasToken) button.disabled = false;
else say(outcome, LINK_MISSING);

button.addEventListener('click', async () => {
  button.disabled = true;
  say(outcome, 'One moment …');
  const { problem } = await present(CONFIRM_PATH);
  say(outcome, problem ?? 'Thank you. Your address is confirmed, and your request is on its way.');
  button.hidden = problem === undefined;
  button.disabled = false;
});
