// Writes what is made from the server's OpenAPI document: docs/openapi.json, and the types and the table of operations
// in packages/protocol/src/admin-api. It reads what was built: run `npx tsc -b packages/server` first.
import { store } from '../docs/documents.mjs';
import { openApiDocuments } from './openapi-documents.mjs';

for (const document of await openApiDocuments()) {
  await store(document);
  console.log(`wrote ${document.file}`);
}
