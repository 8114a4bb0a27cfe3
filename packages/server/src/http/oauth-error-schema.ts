import { Type } from 'typebox';

/** RFC 6749 §5.2. */
export const OAuthErrorSchema = Type.Object({ error: Type.String(), error_description: Type.String() });
