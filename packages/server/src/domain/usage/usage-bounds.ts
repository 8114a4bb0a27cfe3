/** Networks of one credential in one hour that are told apart. */
export const MAX_NETWORKS_AN_HOUR = 64;
/** Where the uses from all further ones are counted. */
export const OTHER_NETWORK = 'other';
/** Instances of one credential that are known; uses of further ones are counted without their instance. */
export const MAX_INSTANCES = 1000;
