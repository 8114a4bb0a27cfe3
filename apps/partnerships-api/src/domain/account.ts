import type { LayoutType, Registration, RequestedPage, Surface } from './registration.ts';

export const PLACEMENT_STATUSES = ['active', 'paused'] as const;
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];

/** Between a manager and the account it manages. Once revoked, the manager's calls for the account fail. */
export type Relationship = 'active' | 'revoked';

export interface Page {
  readonly pageId: string;
  readonly layoutId: string;
  /** What the merchant's page calls itself; unique within the account. */
  readonly pageIdentifier: string;
  readonly surface: Surface;
  readonly layoutType: LayoutType;
}

/** What is shown on a page. Each page has one. */
export interface Variant {
  readonly pageVariantId: string;
  readonly pageId: string;
  readonly name: string;
  readonly status: PlacementStatus;
}

/** A merchant, managed by one parent account. */
export interface Account {
  readonly accountId: string;
  readonly parentAccountId: string;
  readonly relationship: Relationship;
  readonly registration: Registration;
  readonly status: PlacementStatus;
  readonly pages: readonly Page[];
  readonly variants: readonly Variant[];
}

/** What an id names: it is part of the id, so that a person can tell one from another. */
export type IdKind = 'acct' | 'page' | 'layout' | 'variant' | 'op';

/** A new id of `[0-9A-Za-z_-]`, at most 64 characters, never used before. */
export type NewId = (kind: IdKind) => string;

/** A new account, with a page and a variant for each page asked for. It begins active. */
export function makeAccount(parentAccountId: string, registration: Registration, newId: NewId): Account {
  const pages = registration.pages.map((page, index) => makePage(registration.pages, page, index, newId));
  return {
    accountId: newId('acct'),
    parentAccountId,
    relationship: 'active',
    registration,
    status: 'active',
    pages,
    variants: pages.map((page) => ({
      pageVariantId: newId('variant'),
      pageId: page.pageId,
      name: `${page.surface} ${page.layoutType}`,
      status: 'active',
    })),
  };
}

function makePage(all: readonly RequestedPage[], page: RequestedPage, index: number, newId: NewId): Page {
  const before = all.slice(0, index).filter(({ surface }) => surface === page.surface).length;
  return {
    pageId: newId('page'),
    layoutId: newId('layout'),
    pageIdentifier: before === 0 ? `${page.surface}_page` : `${page.surface}_page_${before + 1}`,
    surface: page.surface,
    layoutType: page.layoutType,
  };
}

/** Pausing an account pauses everything it shows, and activating it brings everything back. */
export function withStatus(account: Account, status: PlacementStatus): Account {
  return { ...account, status, variants: account.variants.map((variant) => ({ ...variant, status })) };
}
