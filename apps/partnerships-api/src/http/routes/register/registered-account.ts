import type { Account } from '../../../domain/account.ts';
import type { Registration } from '../../../domain/registration.ts';
import type { RegisterBody, RegisteredAccount } from './register.schema.ts';

export function toRegistration(body: RegisterBody): Registration {
  return {
    brand: body.brand,
    verticalId: body.vertical_id,
    subVerticalId: body.sub_vertical_id,
    countryCode: body.country_code,
    storeIdentifier: body.store_identifier,
    externalAccountId: body.external_account_id,
    pages: (body.pages ?? []).map((page) => ({ surface: page.surface, layoutType: page.layout_type })),
  };
}

export function toRegisteredAccount({
  accountId,
  parentAccountId,
  registration,
  pages,
}: Account): RegisteredAccount {
  return {
    account_id: accountId,
    pages: pages.map(({ surface, pageId, layoutId, pageIdentifier }) => ({
      surface,
      page_id: pageId,
      layout_id: layoutId,
      page_identifier: pageIdentifier,
    })),
    platform_parent_account_id: parentAccountId,
    external_account_id: registration.externalAccountId,
    brand: registration.brand,
    vertical_id: registration.verticalId,
    sub_vertical_id: registration.subVerticalId,
    country_code: registration.countryCode,
    store_identifier: registration.storeIdentifier,
  };
}
