import { ADMIN_PATH, CLAIMS_PATH, CREDENTIAL_REQUESTS_PATH } from '@gatepass/protocol';
import { Killed } from './killed.ts';
import type { Mailboxes } from './mailboxes.ts';

/** What one partner's way from the form to the secret needs. */
export interface Surroundings {
  readonly url: string;
  readonly operatorToken: () => string;
  readonly mailboxes: Mailboxes;
  /** Hears of each step that the server has acknowledged. */
  readonly acknowledged: () => void;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How long a mail is waited for before its link is asked for anew. Mails that a kill interrupted come much later. */
const PATIENCE = 10_000;

/**
 * From the form to the secret, step by step, each kept as soon as the server has acknowledged it. A kill ends
 * `goOn` with `Killed`; the next call takes up where the acknowledgements ended.
 */
export class Journey {
  requestId: string | undefined;
  confirmed = false;
  approved = false;
  pair: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** Its confirmation mail was interrupted by a kill, so that nobody can go on. */
  abandoned = false;
  /** Claims that were being opened when a kill came. */
  readonly openings = new Set<string>();
  /** What must not have happened. */
  readonly complaints: string[] = [];
  /** Another one for each submission, since one that was cut off may have been taken. */
  #email = '';
  #submissions = 0;
  readonly #number: number;
  readonly #around: Surroundings;
  /** Links to claims that were tried. */
  readonly #spent = new Set<string>();
  #code = '';

  constructor(number: number, around: Surroundings) {
    this.#number = number;
    this.#around = around;
  }

  get done(): boolean {
    return this.abandoned || this.pair !== undefined;
  }

  async goOn(): Promise<void> {
    if (this.requestId === undefined) await this.#submit();
    if (!this.confirmed) await this.#confirm();
    if (this.abandoned) return;
    if (!this.approved) await this.#approve();
    if (this.pair === undefined) await this.#claim();
  }

  async #submit(): Promise<void> {
    this.#email = `partner${this.#number}.${++this.#submissions}@acme.example`;
    const { status, body } = await this.#call('POST', CREDENTIAL_REQUESTS_PATH, {
      platform_name: `Platform ${this.#number}`,
      expected_merchant_volume: 100,
      manager_account_id: `pa_${this.#number}`,
      contact: { name: 'Ada Lovelace', email: this.#email },
      purpose: 'Register merchants.',
    });
    if (status !== 202) throw new Error(`the form answered ${status}: ${JSON.stringify(body)}`);
    this.requestId = String(body.request_id);
    this.#code = String(body.claim_code);
    this.#around.acknowledged();
  }

  async #confirm(): Promise<void> {
    const token = await this.#around.mailboxes.link(this.#email, 'rscfm', PATIENCE);
    if (token === undefined) {
      this.abandoned = true;
      return;
    }
    const { status, body } = await this.#call('POST', `${CREDENTIAL_REQUESTS_PATH}/confirm`, { token });
    if (status !== 200 && !String(body.type).endsWith(':link_used')) {
      throw new Error(`confirming answered ${status}: ${JSON.stringify(body)}`);
    }
    this.confirmed = true;
    this.#around.acknowledged();
  }

  async #approve(): Promise<void> {
    const path = `${ADMIN_PATH}/requests/${this.requestId}`;
    const terms = { break_glass: true, reason: 'a test of crashes' };
    const { status, body } = await this.#call('POST', `${path}/approve`, terms);
    if (status !== 200 && (await this.#call('GET', path)).body.state !== 'approved') {
      throw new Error(`approving answered ${status}: ${JSON.stringify(body)}`);
    }
    this.approved = true;
    this.#around.acknowledged();
  }

  async #claim(): Promise<void> {
    const claim = await this.#currentClaim();
    if (claim.claimed) {
      if (!this.openings.has(claim.id))
        this.complaints.push(`claim ${claim.id} is burnt, and nobody opened it`);
      if (claim.delivered) this.complaints.push(`claim ${claim.id} counts as delivered, and was not`);
      await this.#reissue(claim.id);
      return this.#claim();
    }
    const token = await this.#around.mailboxes.link(this.#email, 'rsclm', PATIENCE, this.#spent);
    if (token === undefined) {
      await this.#reissue(claim.id);
      return this.#claim();
    }
    this.openings.add(claim.id);
    const { status, body } = await this.#call('POST', CLAIMS_PATH, { token, code: this.#code });
    this.openings.delete(claim.id);
    this.#spent.add(token);
    if (status !== 201 && status !== 200) {
      // The link of a mail that came before the claim was made anew.
      if (status === 410 || status === 404 || status === 400) return this.#claim();
      throw new Error(`the claim answered ${status}: ${JSON.stringify(body)}`);
    }
    this.pair = { clientId: String(body.client_id), clientSecret: String(body.client_secret) };
    this.#around.acknowledged();
  }

  async #currentClaim() {
    const { body } = await this.#call('GET', `${ADMIN_PATH}/claims?request_id=${this.requestId}`);
    const items = body.items as readonly Readonly<Record<string, unknown>>[];
    const current = items.filter(({ state }) => state !== 'reissued' && state !== 'cancelled');
    if (current.length !== 1) throw new Error(`${current.length} claims stand: ${JSON.stringify(items)}`);
    const [claim] = current;
    return {
      id: String(claim?.id),
      claimed: claim?.state === 'claimed',
      delivered: claim?.delivered_at !== null,
    };
  }

  async #reissue(id: string): Promise<void> {
    const { status, body } = await this.#call('POST', `${ADMIN_PATH}/claims/${id}/reissue`, {});
    if (status !== 201 && status !== 409) throw new Error(`re-issuing: ${status} ${JSON.stringify(body)}`);
  }

  async #call(method: string, path: string, body?: object): Promise<Answer> {
    try {
      const response = await fetch(this.#around.url + path, {
        method,
        headers: {
          // Everybody from a network of their own, so that no limit on callers is met.
          'x-forwarded-for': `10.${this.#number >> 8}.${this.#number & 255}.1`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(path.startsWith(ADMIN_PATH) && { authorization: `Bearer ${this.#around.operatorToken()}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    } catch (error) {
      if (error instanceof TypeError) throw new Killed(String(error.cause ?? error));
      throw error;
    }
  }
}
