import { Type } from 'typebox';
import { named } from './named-schema.ts';

export const OAuthErrorSchema = named(
  'OAuthErrorBody',
  Type.Object(
    { error: Type.String(), error_description: Type.String() },
    { description: 'RFC 6749 §5.2, and every other error outside the admin and the partner API.' },
  ),
);
