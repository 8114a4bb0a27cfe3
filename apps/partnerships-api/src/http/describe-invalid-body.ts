import type { TSchema } from 'typebox';

/** What the validator says of one thing that is wrong. */
interface Finding {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

/**
 * Says what is wrong with a body in the words of its schema: each part of it has a `description` that reads on
 * after "must be". Nothing of the body itself is repeated.
 */
export function describeInvalidBody(schema: TSchema, findings: readonly Finding[]): string {
  const finding = findings.find(({ keyword }) => keyword !== 'boolean') ?? findings[0];
  const path = finding?.instancePath.split('/').slice(1) ?? [];
  const where = path.length === 0 ? 'The body' : path.join('.');
  const part = partAt(schema as Described, path);
  switch (finding?.keyword) {
    case 'required':
      return `${where} lacks ${(finding.params.requiredProperties as string[]).join(', ')}.`;
    case 'additionalProperties':
      return `${where} has a field that is not known. It takes ${Object.keys(part?.properties ?? {}).join(', ')}.`;
    default:
      return `${where} must be ${part?.description ?? 'valid'}.`;
  }
}

function partAt(schema: Described, path: readonly string[]): Described | undefined {
  return path.reduce<Described | undefined>((part, name) => part?.properties?.[name] ?? part?.items, schema);
}
