/** A product as it is being written: fields of text, read strictly, and the product that they come to. */
import { misfitsOf, type Product, productSchema } from '@holdspace/care';
import type { z } from 'zod';
import { numberIn, readNumber, readWhole, type TypedNumber } from '../ui/typed-number.ts';

export interface ProductDraft {
  readonly name: string;
  readonly substance: string;
  readonly schedule: Product['schedule'];
  readonly form: 'solution' | 'unit';
  /** mg/mL, mL */
  readonly concentration: string;
  readonly volume: string;
  readonly use: 'single_dose' | 'multi_dose';
  readonly unitName: string;
  /** mg, pieces */
  readonly strength: string;
  readonly units: string;
  readonly divisibleInto: string;
  readonly ndc: string;
  readonly rxnorm: string;
  /** Days after opening. */
  readonly useWithin: string;
  readonly storage: string;
}
export type ProductDocument = z.input<typeof productSchema>;

export const EMPTY_DRAFT: ProductDraft = {
  name: '',
  substance: 'ketamine',
  schedule: 'III',
  form: 'solution',
  concentration: '',
  volume: '',
  use: 'multi_dose',
  unitName: '',
  strength: '',
  units: '',
  divisibleInto: '1',
  ndc: '',
  rxnorm: '',
  useWithin: '',
  storage: '',
};
const DAY_SECONDS = 86_400;

export function draftOf({
  name,
  substance,
  schedule,
  contents,
  codes,
  useWithinAfterOpening,
  storage,
}: Product): ProductDraft {
  const base = {
    ...EMPTY_DRAFT,
    name,
    substance,
    schedule,
    ndc: codes.ndc.join(', '),
    rxnorm: codes.rxnorm ?? '',
    useWithin: useWithinAfterOpening ? String(useWithinAfterOpening.value / DAY_SECONDS) : '',
    storage,
  };
  return contents.form === 'solution'
    ? {
        ...base,
        form: 'solution',
        concentration: String(contents.concentration.value / 1000),
        volume: String(contents.volume.value / 1000),
        use: contents.use,
      }
    : {
        ...base,
        form: 'unit',
        unitName: contents.unitName,
        strength: String(contents.strength.value / 1000),
        units: String(contents.units),
        divisibleInto: String(contents.divisibleInto),
      };
}

/** "Ketamine 50 mg/mL, vial of 10 mL" -> "ketamine-50-mg-ml-vial-of-10-ml" */
const idFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 64);

export type DraftFaults = Partial<Record<keyof ProductDraft, string>>;
export type DraftRead =
  | { readonly ok: true; readonly document: ProductDocument; readonly product: Product }
  | { readonly ok: false; readonly faults: DraftFaults };

/** Where a fault of the product stands on the form. */
const FIELD_OF: readonly (readonly [RegExp, keyof ProductDraft])[] = [
  [/^name|^id/, 'name'],
  [/^substance/, 'substance'],
  [/concentration/, 'concentration'],
  [/volume/, 'volume'],
  [/unitName/, 'unitName'],
  [/strength|^contents$/, 'strength'],
  [/units/, 'units'],
  [/divisible/, 'divisibleInto'],
  [/ndc/, 'ndc'],
  [/rxnorm/, 'rxnorm'],
  [/useWithin/, 'useWithin'],
  [/storage/, 'storage'],
];
const fieldOf = (path: string): keyof ProductDraft => FIELD_OF.find(([pattern]) => pattern.test(path))?.[1] ?? 'name';

/** What the fields come to; `before` keeps its id and its sources. */
export function readDraft(draft: ProductDraft, before?: Product): DraftRead {
  const faults: DraftFaults = {};
  const number = (field: keyof ProductDraft, read: (text: string) => TypedNumber): number => {
    const found = read(draft[field]);
    if ('because' in found) Object.assign(faults, { [field]: found.because });
    return numberIn(found) ?? 0;
  };
  const contents =
    draft.form === 'solution'
      ? {
          form: 'solution' as const,
          concentration: { value: number('concentration', readNumber), unit: 'mg/mL' as const },
          volume: { value: number('volume', readNumber), unit: 'mL' as const },
          use: draft.use,
        }
      : {
          form: 'unit' as const,
          unitName: draft.unitName,
          strength: { value: number('strength', readNumber), unit: 'mg' as const },
          units: number('units', readWhole),
          divisibleInto: number('divisibleInto', readWhole),
        };
  const useWithin = draft.useWithin.trim() === '' ? undefined : number('useWithin', readNumber);
  const ndc = draft.ndc.split(/[\s,;]+/).filter((code) => code !== '');
  const document: ProductDocument = {
    id: before?.id ?? idFrom(draft.name),
    name: draft.name,
    substance: draft.substance,
    schedule: draft.schedule,
    contents,
    codes: { ndc, ...(draft.rxnorm.trim() && { rxnorm: draft.rxnorm.trim() }) },
    ...(useWithin !== undefined && { useWithinAfterOpening: { value: useWithin, unit: 'd' } }),
    storage: draft.storage,
    ...(before?.sources && { sources: before.sources as ProductDocument['sources'] }),
  };
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const parsed = productSchema.safeParse(document);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) faultAt(fieldOf(path.join('.')), message);
    return { ok: false, faults };
  }
  for (const { field, message } of misfitsOf(parsed.data)) faultAt(fieldOf(field), message);
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, document, product: parsed.data };

  function faultAt(field: keyof ProductDraft, message: string): void {
    Object.assign(faults, { [field]: faults[field] ?? message });
  }
}
