import { Type } from 'typebox';

/** A text of several lines. No control character but the line feed, and no other that ends a line somewhere. */
export const freeText = (maxLength: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$',
  });
