import { expect, test } from 'vitest';
import { staleness } from '../docs/documents.mjs';
import { openApiDocuments } from './openapi-documents.mjs';

test('the stored document, types and operations are what the routes of the server give', async () => {
  for (const document of await openApiDocuments()) expect(await staleness(document)).toBeUndefined();
});
