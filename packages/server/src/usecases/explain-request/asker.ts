/**
 * Who asks: an operator may have everything explained, a client what was refused in its own name, a partner what was
 * refused in the name of one of its clients.
 */
export type Asker =
  | { readonly kind: 'operator' }
  | { readonly kind: 'client'; readonly clientId: string }
  | { readonly kind: 'partner'; readonly clientIds: readonly string[] };
