/** How the month and the authorities' forms are answered: outlines of what the core makes, with amounts as quantities. */
import type { Form41, Form106, MonthPage, MonthRow, Registrant } from '@holdspace/care';
import { z } from 'zod';
import { instantShape } from '../shapes.ts';
import { amountOf, amountShape } from './shapes.ts';

const outline = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;

export const registrantShape = outline<Registrant>(
  z
    .looseObject({ name: z.string(), deaNumber: z.string(), street: z.string(), city: z.string(), state: z.string() })
    .meta({ id: 'Registrant', description: 'Under whose DEA registration the medicine is kept.' }),
);
export const form106Shape = outline<Form106>(
  z
    .looseObject({
      discoveredOn: z.string(),
      noticeDueOn: z.string(),
      formDueOn: z.string(),
      lines: z.array(z.looseObject({ name: z.string(), quantity: z.string() })).readonly(),
      missing: z.array(z.string()).readonly(),
    })
    .meta({ id: 'Form106', description: 'What DEA Form 106 asks of a theft or loss, and what is still missing.' }),
);
export const form41Shape = outline<Form41>(
  z
    .looseObject({
      destroyedOn: z.string(),
      witnesses: z.array(z.string().nullable()).readonly(),
      lines: z.array(z.looseObject({ name: z.string(), total: z.string() })).readonly(),
      missing: z.array(z.string()).readonly(),
    })
    .meta({ id: 'Form41', description: 'What DEA Form 41 asks of a destruction, and what is still missing.' }),
);

const SUMS = [
  'opening',
  'received',
  'drawn',
  'administered',
  'wasted',
  'returned',
  'destroyed',
  'lost',
  'adjusted',
  'closing',
] as const satisfies readonly (keyof MonthRow)[];
type Sum = (typeof SUMS)[number];
type ShownRow = Omit<MonthRow, Sum> & Readonly<Record<Sum, z.output<typeof amountShape>>>;
export type ShownMonth = Omit<MonthPage, 'rows' | 'dispensing'> & {
  readonly rows: readonly ShownRow[];
  readonly dispensing: readonly (Omit<MonthPage['dispensing'][number], 'micrograms'> & {
    readonly amount: z.output<typeof amountShape>;
  })[];
};
export const monthShape = outline<ShownMonth>(
  z
    .looseObject({
      month: z.string(),
      from: instantShape,
      until: instantShape,
      rows: z
        .array(
          z.looseObject({ product: z.string(), ...Object.fromEntries(SUMS.map((sum) => [sum, amountShape] as const)) }),
        )
        .readonly(),
      dispensing: z.array(z.looseObject({ at: instantShape, amount: amountShape })).readonly(),
      counts: z.array(z.looseObject({})).readonly(),
      discrepancies: z.array(z.looseObject({})).readonly(),
    })
    .meta({
      id: 'InventoryMonth',
      description:
        'The monthly page. Of each row: opening + received - administered - wasted - returned - destroyed - lost + adjusted = closing.',
    }),
);
export const showMonth = ({ rows, dispensing, ...page }: MonthPage): ShownMonth => ({
  ...page,
  rows: rows.map((row) => ({
    ...row,
    ...(Object.fromEntries(SUMS.map((sum) => [sum, amountOf(row[sum])])) as Record<Sum, ReturnType<typeof amountOf>>),
  })),
  dispensing: dispensing.map(({ micrograms, ...line }) => ({ ...line, amount: amountOf(micrograms) })),
});
