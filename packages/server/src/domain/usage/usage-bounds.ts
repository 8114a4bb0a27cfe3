/** Networks of one credential on one UTC day that are told apart. */
export const MAX_NETWORKS_A_DAY = 64;
/** Where the uses from all further ones are counted. */
export const OTHER_NETWORK = 'other';
/** Instances of one credential that are known; uses of further ones are counted without their instance. */
export const MAX_INSTANCES = 1000;
