/** Who asks: an operator may have everything explained, a client what was refused in its own name. */
export type Asker = { readonly kind: 'operator' } | { readonly kind: 'client'; readonly clientId: string };
