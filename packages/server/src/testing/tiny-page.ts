import { vi } from 'vitest';

/** As much of an element as the pages of mailed links use. Setting `innerHTML` is an error: texts are texts. */
export class TinyElement {
  textContent = '';
  value = '';
  type = '';
  href = '';
  download = '';
  disabled: boolean;
  hidden: boolean;
  focused = false;
  readonly name: string;
  readonly children: TinyElement[] = [];
  readonly attributes = new Map<string, string>();
  readonly #listeners = new Map<string, ((event: object) => unknown)[]>();

  constructor(name: string, { disabled = false, hidden = false } = {}) {
    this.name = name;
    this.disabled = disabled;
    this.hidden = hidden;
  }

  set innerHTML(_: string) {
    throw new Error('innerHTML was set');
  }

  append(...children: TinyElement[]): void {
    this.children.push(...children);
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  addEventListener(event: string, listener: (event: object) => unknown): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  focus(): void {
    this.focused = true;
  }

  click(): Promise<void> {
    return this.happen('click');
  }

  /** Tells all that listen, and waits for what they do. */
  async happen(event: string): Promise<void> {
    for (const listener of this.#listeners.get(event) ?? []) await listener({ preventDefault: () => {} });
  }

  /** Its own text and all below it. */
  get text(): string {
    return [this.textContent, ...this.children.map(({ text }) => text)].join(' ');
  }
}

export interface SentByPage {
  readonly path: string;
  readonly init: { readonly method: string; readonly body: string; readonly credentials: string };
}

export interface TinyPage {
  readonly elements: Readonly<Record<string, TinyElement>>;
  /** What the script did of which others could see, in its order: `replaceState /claim`, `getElementById code`, … */
  readonly steps: readonly string[];
  readonly sent: readonly SentByPage[];
  /** What the server answers from now on; undefined: nothing. */
  answerWith(status: number | undefined, body?: object): void;
}

/** Runs the script of a page as if a link had led there. Each id is an element; a `-` before it hides it. */
export async function runPage(
  script: 'claim' | 'confirm',
  { hash, ids }: { readonly hash: string; readonly ids: readonly string[] },
): Promise<TinyPage> {
  const steps: string[] = [];
  const sent: SentByPage[] = [];
  const elements: Record<string, TinyElement> = Object.fromEntries(
    ids.map((id) => [id, new TinyElement(id, { disabled: id === script })]),
  );
  let answer: Response | undefined;
  vi.resetModules();
  vi.stubGlobal('location', { hash, pathname: `/${script}`, reload: () => steps.push('reload') });
  vi.stubGlobal('history', { replaceState: (...[, , url]: string[]) => steps.push(`replaceState ${url}`) });
  vi.stubGlobal('addEventListener', (event: string) => steps.push(`listen ${event}`));
  vi.stubGlobal('document', {
    getElementById(id: string) {
      steps.push(`getElementById ${id}`);
      return elements[id];
    },
    createElement: (name: string) => new TinyElement(name),
  });
  vi.stubGlobal('fetch', async (path: string, init: SentByPage['init']) => {
    steps.push('fetch');
    sent.push({ path, init });
    if (answer === undefined) throw new TypeError('failed');
    return answer.clone();
  });
  await import(/* @vite-ignore */ new URL(`../../pages/${script}.js`, import.meta.url).pathname);
  return {
    elements,
    steps,
    sent,
    answerWith(status, body = {}) {
      answer = status === undefined ? undefined : Response.json(body, { status });
    },
  };
}
