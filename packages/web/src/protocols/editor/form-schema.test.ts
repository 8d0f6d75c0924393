import { parseProtocol, SHIPPED_DOCUMENTS, weighDifferences } from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { asOtherWay, blankOf, entryTitle, PROTOCOL_SCHEMA, type Schema, shapeOf } from './form-schema.ts';
import type { Json, Path } from './json.ts';
import { placeOf } from './places-of-paths.ts';
import { EDITOR_SECTIONS, sectionOf } from './sections.ts';

const at = (...path: string[]): Schema =>
  path.reduce<Schema>((schema, key) => (key === '*' ? schema.items : schema.properties?.[key]) ?? {}, PROTOCOL_SCHEMA);

describe('the language as a form', () => {
  test('has a place for every field that says how one is treated', () => {
    const apart = ['$schema', 'language', 'id', 'version', 'departures'];
    const fields = Object.keys(PROTOCOL_SCHEMA.properties ?? {}).filter((field) => !apart.includes(field));
    expect(EDITOR_SECTIONS.flatMap((section) => section.fields).sort()).toEqual(fields.sort());
    expect(sectionOf('gates[2].validFor')?.id).toBe('gates');
  });

  test.each([
    [at('dose', 'jumpAsksWhyAbove'), 'quantity'],
    [at('dose', 'orderBy'), 'several'],
    [at('dose', 'basis'), 'ways'],
    [at('dose', 'secondPersonCheck', 'required'), 'yes'],
    [at('afterwards'), 'list'],
    [at('phases', '*', 'kind'), 'choice'],
    [at('visits', 'integration', '*', 'day'), 'number'],
    [at('sources', '*', 'checked', 'on'), 'day'],
    [at('summary'), 'text'],
  ])('%# has the field for its kind', (schema, kind) => expect(shapeOf(schema).kind).toBe(kind));

  test('a new entry is empty, so that what is missing is named, and never counts as zero', () => {
    const gate = blankOf(at('gates', '*'), 'weight') as Record<string, Json>;
    expect(gate).toMatchObject({ gate: 'weight', warnAfter: { unit: 'min' }, sources: [] });
    const document = structuredClone(SHIPPED_DOCUMENTS[0]) as unknown as { gates: Json[] };
    document.gates[3] = gate;
    const parsed = parseProtocol(document);
    expect(!parsed.ok && parsed.issues.map(({ path, rule }) => [path, rule])).toContainEqual([
      'gates[3].warnAfter.value',
      'missing',
    ]);
  });

  test('what two ways have in common is kept when one becomes the other', () => {
    const ways = shapeOf(at('dose', 'basis'));
    const fixed = ways.kind === 'ways' ? ways.ways.fixed : undefined;
    expect(asOtherWay({ by: 'weight', usual: { value: 1, unit: 'mg/kg' } }, fixed ?? {})).toMatchObject({
      by: 'fixed',
    });
  });

  test('an entry is headed by what it is known by', () => {
    expect(entryTitle({ gate: 'escort' }, 0)).toBe('Escort home');
    expect(entryTitle({}, 1)).toBe('Entry 2');
  });
});

test('every difference is found at its field, or is of something that is gone', () => {
  for (const document of SHIPPED_DOCUMENTS) {
    const parsed = parseProtocol(document);
    if (!parsed.ok) throw new Error(document.id);
    const { protocol } = parsed;
    for (const path of quantityPaths(document as unknown as Json)) {
      const changed = structuredClone(protocol) as unknown as Record<string, unknown>;
      const holder = path.reduce<unknown>((value, key) => Reflect.get(value as object, key), changed);
      Object.assign(holder as object, { value: (holder as { value: number }).value + 1 });
      const [difference] = weighDifferences(protocol, changed as unknown as typeof protocol);
      const place =
        placeOf(document as unknown as Json, path) ?? placeOf(document as unknown as Json, path.slice(0, -1));
      expect(difference?.place.join('.')).toBe(place?.join('.'));
    }
  }
});

/** Where the document's quantities stand. */
function* quantityPaths(value: Json | undefined, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  if ('unit' in value && 'value' in value) yield path;
  else
    for (const [key, one] of Object.entries(value))
      yield* quantityPaths(one as Json, [...path, Array.isArray(value) ? Number(key) : key]);
}
