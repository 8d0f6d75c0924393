/**
 * The products that a new clinic's formulary starts with: what the shipped protocols ask for, and the adjuncts that are
 * kept beside them. Every code stands with where it was read: in the FDA's directory (`verified`), or as others quote it
 * (`background`: to be compared with the package). A wrong code is worse than none.
 * National Drug Codes are written in 11 digits: a segment that is a digit short gets a zero in front of it.
 */
import type { z } from 'zod';
import { type Product, productSchema } from './product.ts';

export type ProductDocument = z.input<typeof productSchema>;
type Source = NonNullable<ProductDocument['sources']>[number];
type About = Source['about'];

const CHECKED_ON = '2026-11-26';
const background = (about: About, citation: string, note?: string): Source => ({
  about,
  citation,
  checked: { how: 'background', on: CHECKED_ON, ...(note && { note }) },
});

/** One entry of the National Drug Code Directory, as the FDA's open interface gives it. */
const directory = (about: About, code: string, said: string): Source => ({
  about,
  citation: `FDA National Drug Code Directory, ${code}: ${said}.`,
  url: `https://api.fda.gov/drug/ndc.json?search=product_ndc:%22${code}%22`,
  checked: { how: 'verified', on: CHECKED_ON },
});

const ROOM_TEMPERATURE = 'At 20 to 25 °C';
const ROOM_TEMPERATURE_DARK = 'At 20 to 25 °C, away from light';
const AS_QUOTED = 'read as others quote it; compare with the package bought';
const ketamineStorage = background(
  ['storage'],
  'US label of ketamine hydrochloride injection: 20 to 25 °C, protect from light.',
  AS_QUOTED,
);
const storageByLabel = (substance: string): Source =>
  background(['storage'], `US labels of ${substance}: controlled room temperature.`, 'compare with the package bought');

/** An opened vial with a preservative is used for 28 days, unless its label says otherwise. */
const AFTER_OPENING = { value: 28, unit: 'd' } as const;
const afterOpening = background(
  ['after_opening'],
  'USP <797>, multiple-dose containers: 28 days after first entry unless the manufacturer says otherwise.',
  'read as others quote it, not in the chapter itself',
);

const hospiraKetamineLabel = background(
  ['contents'],
  'US label of ketamine hydrochloride injection (Hospira): 500 mg/10 mL (50 mg/mL) and 500 mg/5 mL (100 mg/mL) multiple-dose vials.',
  AS_QUOTED,
);
/** What stands in the way of a strength on its way into a bag or a vein. */
const ketamineDilution = background(
  ['contents'],
  'Labels of ketamine as the Handbook on Injectable Drugs quotes them: 10 mg/mL is not to be diluted; 100 mg/mL never into a vein undiluted.',
  'read as others quote it; compare with the package before it goes into a bag',
);

const KETAMINE_VIALS: readonly ProductDocument[] = [
  {
    id: 'ketamine-10-vial-20',
    name: 'Ketamine 10 mg/mL, vial of 20 mL',
    substance: 'ketamine',
    schedule: 'III',
    contents: {
      form: 'solution',
      concentration: { value: 10, unit: 'mg/mL' },
      volume: { value: 20, unit: 'mL' },
      use: 'multi_dose',
    },
    codes: { ndc: ['55150-0438-10', '42023-0113-10'], rxnorm: '238082' },
    useWithinAfterOpening: AFTER_OPENING,
    storage: ROOM_TEMPERATURE_DARK,
    sources: [
      directory(
        ['contents', 'schedule', 'ndc'],
        '55150-438',
        'Eugia, 10 mg/mL, 10 multi-dose vials of 20 mL, Schedule III',
      ),
      directory(['ndc'], '42023-113', 'Par (Ketalar), 10 mg/mL, 10 vials of 20 mL'),
      background(
        ['rxnorm'],
        'Register entry of 70518-2787, ketamine hydrochloride 10 mg/mL alone: RxNorm 238082.',
        'read as others quote it; compare with RxNorm',
      ),
      ketamineDilution,
      afterOpening,
      ketamineStorage,
    ],
  },
  {
    id: 'ketamine-50-vial-10',
    name: 'Ketamine 50 mg/mL, vial of 10 mL',
    substance: 'ketamine',
    schedule: 'III',
    contents: {
      form: 'solution',
      concentration: { value: 50, unit: 'mg/mL' },
      volume: { value: 10, unit: 'mL' },
      use: 'multi_dose',
    },
    codes: { ndc: ['55150-0439-10'], rxnorm: '238084' },
    useWithinAfterOpening: AFTER_OPENING,
    storage: ROOM_TEMPERATURE_DARK,
    sources: [
      hospiraKetamineLabel,
      background(
        ['ndc'],
        'Eugia’s label of ketamine: 500 mg/10 mL (50 mg/mL) multiple-dose vials, NDC 55150-439-10.',
        'read as others quote it; the code quoted beside it, 55150-438-10, agrees with the FDA’s directory',
      ),
      directory(['schedule'], '0409-2051', 'ketamine hydrochloride injection (Hospira), Schedule III'),
      background(
        ['rxnorm'],
        'RxNorm 238083 and 238084, which the directory gives for the label of 50 and 100 mg/mL (0409-2051).',
        'deduced, and not as others quote it: what is left of 238083 and 238084 once 238083 is 100 mg/mL; compare with RxNorm',
      ),
      afterOpening,
      ketamineStorage,
    ],
  },
  {
    id: 'ketamine-100-vial-5',
    name: 'Ketamine 100 mg/mL, vial of 5 mL',
    substance: 'ketamine',
    schedule: 'III',
    contents: {
      form: 'solution',
      concentration: { value: 100, unit: 'mg/mL' },
      volume: { value: 5, unit: 'mL' },
      use: 'multi_dose',
    },
    codes: {
      ndc: ['00409-2051-05', '00409-2051-15', '65219-0186-05', '65219-0186-01', '25021-0684-05'],
      rxnorm: '238083',
    },
    useWithinAfterOpening: AFTER_OPENING,
    storage: ROOM_TEMPERATURE_DARK,
    sources: [
      directory(
        ['contents', 'schedule', 'ndc'],
        '0409-2051',
        'Hospira, 100 mg/mL, box of 10 (-05) multi-dose vials of 5 mL (-15), Schedule III',
      ),
      directory(['ndc'], '65219-186', 'Fresenius Kabi, 100 mg/mL, tray of 10 (-05) vials of 5 mL (-01)'),
      directory(['ndc'], '25021-684', 'Sagent, 100 mg/mL, 10 vials of 5 mL'),
      directory(['rxnorm'], '71872-7296', '100 mg/mL alone, RxNorm 238083'),
      ketamineDilution,
      afterOpening,
      ketamineStorage,
    ],
  },
];

/** A compounding pharmacy makes them to order: no National Drug Code, and the expiry date is the one it assigns. */
const lozenge = (strength: number): ProductDocument => ({
  id: `ketamine-lozenge-${strength}`,
  name: `Ketamine lozenge ${strength} mg, pack of 30`,
  substance: 'ketamine',
  schedule: 'III',
  contents: {
    form: 'unit',
    unitName: 'lozenge',
    strength: { value: strength, unit: 'mg' },
    units: 30,
    divisibleInto: 2,
  },
  codes: { ndc: [] },
  storage: 'As the compounding pharmacy’s label says',
  sources: [
    background(
      ['contents', 'storage'],
      'Usual strengths of compounded lozenges; the number in a pack is a default of this project.',
      'made to order: set strength, number and storage to what your pharmacy delivers',
    ),
    background(['schedule'], '21 CFR 1308.13(c): ketamine, its salts, isomers and salts of isomers, Schedule III.'),
  ],
});

/** A kit is one dose; each device in it delivers 28 mg in two sprays and is given whole. */
const esketamineKit = (devices: 2 | 3): ProductDocument => ({
  id: `esketamine-kit-${devices * 28}`,
  name: `Esketamine nasal spray, kit of ${devices} devices (${devices * 28} mg)`,
  substance: 'esketamine',
  schedule: 'III',
  contents: {
    form: 'unit',
    unitName: 'device',
    strength: { value: 28, unit: 'mg' },
    units: devices,
    divisibleInto: 1,
  },
  codes: { ndc: [`50458-0028-0${devices}`] },
  storage: ROOM_TEMPERATURE,
  sources: [
    directory(
      ['contents', 'schedule', 'ndc'],
      '50458-028',
      `Spravato, 28 mg in 0.2 mL a device, kit of ${devices} (-0${devices}), Schedule III`,
    ),
    storageByLabel('esketamine nasal spray'),
  ],
});

const ADJUNCTS: readonly ProductDocument[] = [
  {
    id: 'ondansetron-2-vial-2',
    name: 'Ondansetron 2 mg/mL, vial of 2 mL',
    substance: 'ondansetron',
    schedule: 'none',
    contents: {
      form: 'solution',
      concentration: { value: 2, unit: 'mg/mL' },
      volume: { value: 2, unit: 'mL' },
      use: 'single_dose',
    },
    codes: { ndc: ['00409-0009-25', '00409-0009-02', '00641-6078-25', '00641-6078-01'], rxnorm: '1740467' },
    storage: ROOM_TEMPERATURE_DARK,
    sources: [
      directory(
        ['contents', 'schedule', 'ndc', 'rxnorm'],
        '0409-0009',
        'Hospira, 2 mg/mL, tray of 25 (-25) single-dose vials of 2 mL (-02), not scheduled, RxNorm 1740467',
      ),
      directory(['ndc'], '0641-6078', 'Hikma, 2 mg/mL, carton of 25 (-25) vials of 2 mL (-01)'),
      background(['storage'], 'US label of ondansetron injection (Hikma): 20 to 25 °C, protect from light.', AS_QUOTED),
    ],
  },
  {
    id: 'ondansetron-odt-4',
    name: 'Ondansetron 4 mg, tablet that melts on the tongue, carton of 30',
    substance: 'ondansetron',
    schedule: 'none',
    contents: { form: 'unit', unitName: 'tablet', strength: { value: 4, unit: 'mg' }, units: 30, divisibleInto: 1 },
    codes: { ndc: ['57237-0077-10'], rxnorm: '104894' },
    storage: ROOM_TEMPERATURE,
    sources: [
      directory(
        ['contents', 'schedule', 'ndc'],
        '57237-077',
        'Rising, orally disintegrating 4 mg, carton of 3 blisters of 10 (-10), not scheduled',
      ),
      directory(['rxnorm'], '80425-0228', 'orally disintegrating 4 mg alone, RxNorm 104894'),
      storageByLabel('ondansetron tablets'),
    ],
  },
  {
    id: 'labetalol-5-vial-20',
    name: 'Labetalol 5 mg/mL, vial of 20 mL',
    substance: 'labetalol',
    schedule: 'none',
    contents: {
      form: 'solution',
      concentration: { value: 5, unit: 'mg/mL' },
      volume: { value: 20, unit: 'mL' },
      use: 'multi_dose',
    },
    codes: { ndc: ['72603-0146-01', '00143-9320-01'], rxnorm: '896771' },
    useWithinAfterOpening: AFTER_OPENING,
    storage: ROOM_TEMPERATURE_DARK,
    sources: [
      directory(
        ['contents', 'schedule', 'ndc', 'rxnorm'],
        '72603-146',
        'NorthStar, 5 mg/mL, one multi-dose vial of 20 mL, not scheduled, RxNorm 896771',
      ),
      directory(['ndc'], '0143-9320', 'Hikma, 5 mg/mL, one vial of 20 mL'),
      afterOpening,
      storageByLabel('labetalol injection'),
    ],
  },
  {
    id: 'hydralazine-20-vial-1',
    name: 'Hydralazine 20 mg/mL, vial of 1 mL',
    substance: 'hydralazine',
    schedule: 'none',
    contents: {
      form: 'solution',
      concentration: { value: 20, unit: 'mg/mL' },
      volume: { value: 1, unit: 'mL' },
      use: 'single_dose',
    },
    codes: { ndc: ['63323-0614-01', '63323-0614-00', '00517-0901-25'], rxnorm: '966571' },
    storage: ROOM_TEMPERATURE,
    sources: [
      directory(
        ['contents', 'schedule', 'ndc', 'rxnorm'],
        '63323-614',
        'Fresenius Kabi, 20 mg/mL, carton of 25 (-01) single-dose vials of 1 mL (-00), not scheduled, RxNorm 966571',
      ),
      directory(['ndc'], '0517-0901', 'American Regent, 20 mg/mL, 25 single-dose vials of 1 mL'),
      storageByLabel('hydralazine injection'),
    ],
  },
  {
    id: 'clonidine-tablet-100',
    name: 'Clonidine 0.1 mg, carton of 100 tablets',
    substance: 'clonidine',
    schedule: 'none',
    contents: { form: 'unit', unitName: 'tablet', strength: { value: 0.1, unit: 'mg' }, units: 100, divisibleInto: 1 },
    codes: { ndc: ['00904-5656-61', '00378-0152-01'], rxnorm: '884173' },
    storage: ROOM_TEMPERATURE_DARK,
    sources: [
      background(
        ['contents', 'ndc'],
        'US label of clonidine tablets (Major): 0.1 mg, carton of 100 in blisters of 10, NDC 0904-5656-61.',
        AS_QUOTED,
      ),
      background(
        ['ndc', 'storage'],
        'US label of clonidine tablets (Mylan): 0.1 mg, bottle of 100, NDC 0378-0152-01; 20 to 25 °C, protect from light.',
        AS_QUOTED,
      ),
      directory(['schedule', 'rxnorm'], '50090-7009', 'tablets of 0.1 mg alone, not scheduled, RxNorm 884173'),
    ],
  },
];

/** As they are written: with the units in which clinicians say them. */
export const SHIPPED_PRODUCT_DOCUMENTS: readonly ProductDocument[] = [
  ...KETAMINE_VIALS,
  ...[50, 100, 150, 200].map(lozenge),
  esketamineKit(2),
  esketamineKit(3),
  ...ADJUNCTS,
];

/** Parsed once, where they are used at all: a bundle that does not use them leaves them out. */
export const SHIPPED_PRODUCTS: readonly Product[] = /* @__PURE__ */ SHIPPED_PRODUCT_DOCUMENTS.map((document) =>
  productSchema.parse(document),
);
