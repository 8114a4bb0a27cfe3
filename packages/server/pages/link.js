/**
 * The token of the link that led here. It is taken out of the address before anything else is done, so that it stays
 * in no history, no bookmark and no screenshot; what is left of it is this variable.
 */
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

// A link that is opened in this same tab changes the fragment alone, and would not load the page anew.
addEventListener('hashchange', () => location.reload());

/** Whether a link led here at all: a page that was loaded again has none any more. */
export const hasToken = token !== '';

/**
 * Presents the token, with what else there is to say. Nothing calls this but a person's click: programs that look
 * through mails follow links, and some even run what they find there.
 * @returns {Promise<{ answer: object | undefined, problem: string | undefined }>} one of the two
 */
export async function present(path, more) {
  let response;
  let body;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...more }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    body = await response.json();
  } catch {
    return { answer: undefined, problem: 'No answer came from the server. Try again.' };
  }
  if (response.ok) return { answer: body, problem: undefined };
  const { detail } = body;
  return {
    answer: undefined,
    problem: typeof detail === 'string' ? detail : 'The server cannot do this now. Try again later.',
  };
}

/** What was said before is said anew, so that it is read out again. */
export function say(element, text) {
  element.textContent = '';
  element.textContent = text;
}

export const LINK_MISSING =
  'There is no token in the address of this page. Open the link in the mail once more.';
