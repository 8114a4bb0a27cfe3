import { describe, expect, test } from 'vitest';
import { printOperations } from './print-operations.mjs';
import { printSchemas } from './print-schemas.mjs';
import { printType } from './print-type.mjs';

describe('the type of a schema', () => {
  test.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ const: 'Bearer' }, '"Bearer"'],
    [{ enum: ['live', 'sandbox'] }, '"live" | "sandbox"'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, '(string | null)[]'],
    [{ $ref: '#/components/schemas/Partner' }, 'Partner'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'Readonly<Record<string, string>>'],
    [{ type: 'object', properties: {} }, 'Readonly<Record<string, never>>'],
    [{}, 'unknown'],
  ])('%j is %s', (schema, type) => {
    expect(printType(schema)).toBe(type);
  });

  test('has a read-only field for each property, optional where it is not required, with its comment', () => {
    const schema = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', description: 'Its */ id.' }, name: { type: 'string' } },
    };
    expect(printType(schema)).toBe(
      '{\n/** Its *\\/ id. */\nreadonly id: string;\nreadonly name?: string;\n}',
    );
  });

  test('is not guessed where there is none', () => {
    expect(() => printType({ type: 'file' })).toThrow('file');
  });
});

describe('a document', () => {
  const partner = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const document = {
    components: { schemas: { Partner: partner, Unused: { enum: ['a'] } } },
    paths: {
      '/partners/{id}': {
        put: {
          operationId: 'renamePartner',
          summary: 'Rename it.',
          parameters: [
            { name: 'id', in: 'path' as const, required: true, schema: { type: 'string' } },
            { name: 'dry_run', in: 'query' as const, schema: { enum: ['true'] } },
          ],
          requestBody: json({ type: 'string' }),
          responses: { 200: json({ $ref: '#/components/schemas/Partner' }), '4XX': json({ type: 'null' }) },
        },
      },
      '/token': {
        post: {
          operationId: 'requestToken',
          summary: 'Get one.',
          requestBody: { content: { 'application/x-www-form-urlencoded': { schema: {} } } },
          responses: { 200: json({}) },
        },
      },
    },
  };

  test('becomes an interface for each named object, and a type for each other', () => {
    expect(printSchemas(document)).toBe(
      'export interface Partner {\nreadonly id: string;\n}\n\nexport type Unused = "a";',
    );
  });

  test('becomes a table of the operations that take and answer JSON, and their types', () => {
    const printed = printOperations(document);
    expect(printed).toContain("renamePartner: { method: 'PUT', path: '/partners/{id}', body: true },");
    expect(printed).toContain(`/** Rename it. */
readonly renamePartner: {
  readonly params: [id: string];
  readonly body: string;
  readonly query: { readonly dry_run?: "true"; };
  readonly answer: Partner;
};`);
    expect(printed).toContain("import type { Partner } from './api-types.ts';");
    expect(printed).not.toContain('requestToken');
  });
});
