import { Type } from 'typebox';
import { UNFIT } from '../admin/admin-schemas.ts';

/** A text of several lines: no control character but the line feed. */
export const freeText = (maxLength: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: `^[^\\u0000-\\u0009\\u000b-\\u001f${UNFIT}]+$`,
  });
