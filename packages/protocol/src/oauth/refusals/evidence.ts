/**
 * What an explanation of a refused request can show for it, each from what is stored. Operators read the reasons that
 * were given for what was disabled, retired or revoked as well.
 */
export const EVIDENCE = {
  client: 'The client: its name, its state, since when.',
  partner: 'The partner and its state.',
  account: 'The parent account, its state and end.',
  scope: 'What the client was granted.',
  secret: 'The secret: label, last four characters, when it was made, last used, and ended.',
  live_secrets: 'The secrets of the client that would have been good at that time.',
  key: 'The registered key: label, `kid`, algorithm, and its end.',
  live_keys: 'The keys of the client that would have been good at that time.',
  network: 'The network that the request came from.',
  networks: 'The networks that the client may ask from.',
  budget: 'The token budget of the client.',
  failures: 'How many requests of this client were refused around that time, by cause.',
  network_failures:
    'How many requests from that network were refused around that time, by cause. For operators alone.',
} as const satisfies Record<string, string>;
export type EvidenceName = keyof typeof EVIDENCE;
