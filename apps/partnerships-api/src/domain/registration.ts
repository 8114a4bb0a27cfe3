export const SURFACES = ['confirmation', 'tracking', 'returns'] as const;
export type Surface = (typeof SURFACES)[number];

export const LAYOUT_TYPES = ['Overlay', 'Embedded'] as const;
export type LayoutType = (typeof LAYOUT_TYPES)[number];

export interface RequestedPage {
  readonly surface: Surface;
  readonly layoutType: LayoutType;
}

/** What a platform says of a merchant when it registers it. Kept as sent: nothing is trimmed or folded. */
export interface Registration {
  readonly brand: string;
  readonly verticalId: number | string;
  readonly subVerticalId: number | string;
  readonly countryCode: string;
  readonly storeIdentifier: string;
  /** The platform's own key for the merchant. */
  readonly externalAccountId: string;
  readonly pages: readonly RequestedPage[];
}

/** Whether a registration is sent again, or another merchant comes under the same external id. */
export function isSameRegistration(one: Registration, other: Registration): boolean {
  return canonical(one) === canonical(other);
}

/** Members in a fixed order, so that the order in which they were sent means nothing. */
function canonical(registration: Registration): string {
  const { brand, verticalId, subVerticalId, countryCode, storeIdentifier, externalAccountId } = registration;
  const pages = registration.pages.map(({ surface, layoutType }) => [surface, layoutType]);
  return JSON.stringify([
    brand,
    verticalId,
    subVerticalId,
    countryCode,
    storeIdentifier,
    externalAccountId,
    pages,
  ]);
}
