/** The server died: what was asked may have been done, or not. */
export class Killed extends Error {}
