/** The form of an order as it is typed, and the terms that it says: what cannot be read is told by field, never guessed. */
import { type CourseOrderTerms, type Protocol, quantity } from '@holdspace/care';
import { readThousandths, readWhole, wrongWith } from '../ui/typed-number.ts';

export interface Typed {
  readonly products: readonly string[];
  readonly by: CourseOrderTerms['prescribed']['by'];
  readonly dose: string;
  readonly minutes: string;
  readonly booster: string;
  readonly sessions: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly note: string;
}
export type TypedField = keyof Typed;

const inUnits = (thousandths: number) => String(thousandths / 1000);

/** How the form begins: empty of a dose, which is a prescriber's to write, or as the version that is amended. */
export function typedFrom(protocol: Protocol, today: string, terms?: CourseOrderTerms): Typed {
  const { products } = protocol.medicine;
  if (!terms)
    return {
      products: products.map(({ id }) => id),
      by:
        protocol.dose.basis.by === 'weight'
          ? 'weight'
          : products.every(({ form }) => form === 'unit')
            ? 'units'
            : 'fixed',
      dose: '',
      minutes: '',
      booster: '',
      sessions: String(protocol.visits.dosing.usualCount),
      validFrom: today,
      validUntil: '',
      note: '',
    };
  const { prescribed } = terms;
  return {
    products: terms.products,
    by: prescribed.by,
    dose:
      prescribed.by === 'units'
        ? String(prescribed.units)
        : inUnits(prescribed.by === 'weight' ? prescribed.perKilogram.value : prescribed.amount.value),
    minutes: terms.over ? String(terms.over.value / 60) : '',
    booster: terms.booster ? inUnits(terms.booster.amount.value) : '',
    sessions: String(terms.sessions),
    validFrom: terms.validFrom,
    validUntil: terms.validUntil,
    note: terms.note ?? '',
  };
}

/** What was typed as terms; or, where it does not come to any yet, what stands in the way. */
export function termsOf(typed: Typed): {
  readonly terms?: CourseOrderTerms;
  readonly wrong: Readonly<Partial<Record<TypedField, string>>>;
} {
  const wrong: Partial<Record<TypedField, string>> = {};
  const read = (field: 'dose' | 'minutes' | 'booster' | 'sessions', isWhole = false): number | undefined => {
    const text = typed[field];
    const amount = isWhole ? readWhole(text) : readThousandths(text);
    if ('value' in amount && amount.value > 0) return amount.value;
    const because = 'value' in amount ? 'Write more than nothing.' : wrongWith(text, amount);
    if (because) wrong[field] = because;
    return undefined;
  };
  const dose = read('dose', typed.by === 'units');
  const minutes = read('minutes');
  const booster = read('booster');
  const sessions = read('sessions', true);
  const isWhole =
    Object.keys(wrong).length === 0 &&
    dose !== undefined &&
    sessions !== undefined &&
    typed.products.length > 0 &&
    typed.validFrom !== '' &&
    typed.validUntil !== '';
  if (!isWhole) return { wrong };
  const note = typed.note.trim();
  return {
    wrong,
    terms: {
      products: typed.products,
      prescribed:
        typed.by === 'weight'
          ? { by: 'weight', perKilogram: quantity(dose, 'ug/kg') }
          : typed.by === 'fixed'
            ? { by: 'fixed', amount: quantity(dose, 'ug') }
            : { by: 'units', units: dose },
      ...(minutes !== undefined && { over: quantity(Math.round((minutes * 60) / 1000), 's') }),
      ...(booster !== undefined && { booster: { amount: quantity(booster, 'ug'), most: 1 } }),
      sessions,
      validFrom: typed.validFrom,
      validUntil: typed.validUntil,
      ...(note !== '' && { note }),
    },
  };
}
