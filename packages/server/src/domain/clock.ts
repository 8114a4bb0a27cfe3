/** Milliseconds since 1970. Time is always an argument, so that tests can hold it still. */
export type Clock = () => number;
