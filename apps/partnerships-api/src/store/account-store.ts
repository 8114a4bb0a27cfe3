import type { Account, Page, PlacementStatus, Relationship, Variant } from '../domain/account.ts';
import type { LayoutType, Surface } from '../domain/registration.ts';
import type { AccountStore } from '../domain/stores.ts';
import type { Database } from './sqlite.ts';

interface AccountRow {
  readonly account_id: string;
  readonly parent_account_id: string;
  readonly registration: string;
  readonly status: PlacementStatus;
  readonly relationship: Relationship;
}

interface PageRow {
  readonly page_id: string;
  readonly layout_id: string;
  readonly page_identifier: string;
  readonly surface: Surface;
  readonly layout_type: LayoutType;
  readonly page_variant_id: string;
  readonly name: string;
  readonly status: PlacementStatus;
}

export function accountStore(database: Database): AccountStore {
  const byId = database.prepare('SELECT * FROM account WHERE account_id = ?');
  const byExternalId = database.prepare(
    'SELECT * FROM account WHERE parent_account_id = ? AND external_account_id = ?',
  );
  const pagesOf = database.prepare(
    'SELECT * FROM page JOIN variant USING (page_id) WHERE account_id = ? ORDER BY position',
  );
  const insertAccount = database.prepare('INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertPage = database.prepare('INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertVariant = database.prepare('INSERT INTO variant VALUES (?, ?, ?, ?)');
  const setAccountStatus = database.prepare('UPDATE account SET status = ? WHERE account_id = ?');
  const setVariantStatus = database.prepare(
    'UPDATE variant SET status = ? WHERE page_id IN (SELECT page_id FROM page WHERE account_id = ?)',
  );

  function withPages(row: unknown): Account | undefined {
    if (row === undefined) return undefined;
    const account = row as AccountRow;
    return toAccount(account, pagesOf.all(account.account_id) as unknown as PageRow[]);
  }

  return {
    find: (accountId) => withPages(byId.get(accountId)),

    findByExternalId: (parentAccountId, externalAccountId) =>
      withPages(byExternalId.get(parentAccountId, externalAccountId)),

    insert({ accountId, parentAccountId, registration, status, relationship, pages, variants }, now) {
      const { externalAccountId } = registration;
      const sent = JSON.stringify(registration);
      insertAccount.run(accountId, parentAccountId, externalAccountId, sent, status, relationship, now);
      for (const [position, page] of pages.entries()) {
        const { pageId, layoutId, pageIdentifier, surface, layoutType } = page;
        insertPage.run(pageId, accountId, position, layoutId, pageIdentifier, surface, layoutType);
      }
      for (const variant of variants) {
        insertVariant.run(variant.pageVariantId, variant.pageId, variant.name, variant.status);
      }
    },

    setStatus(accountId, status) {
      setAccountStatus.run(status, accountId);
      setVariantStatus.run(status, accountId);
    },
  };
}

function toAccount(row: AccountRow, pages: readonly PageRow[]): Account {
  return {
    accountId: row.account_id,
    parentAccountId: row.parent_account_id,
    relationship: row.relationship,
    registration: JSON.parse(row.registration),
    status: row.status,
    pages: pages.map(toPage),
    variants: pages.map(toVariant),
  };
}

function toPage(row: PageRow): Page {
  return {
    pageId: row.page_id,
    layoutId: row.layout_id,
    pageIdentifier: row.page_identifier,
    surface: row.surface,
    layoutType: row.layout_type,
  };
}

function toVariant(row: PageRow): Variant {
  return { pageVariantId: row.page_variant_id, pageId: row.page_id, name: row.name, status: row.status };
}
