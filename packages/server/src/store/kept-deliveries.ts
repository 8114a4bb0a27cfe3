/** For so long (milliseconds) it can be seen what was sent to whom; nothing is sent that is older. */
export const KEPT_FOR = 30 * 86_400_000;
