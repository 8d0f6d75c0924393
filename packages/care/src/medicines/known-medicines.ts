/**
 * Medicines that are found by name: a small set of ingredients that patients of such clinics often take, each with its
 * RxNorm code, so that what a patient chose is known to other systems too. What is not here is written as it is known.
 */
import type { Localized } from '../language.ts';

export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

export interface KnownMedicine {
  /** RxCUI of the ingredient. */
  readonly code: string;
  readonly name: Localized;
  /** Brands, and other ways to write it. */
  readonly alsoWritten: readonly string[];
  /** Whether the code was read beside the name in a source, or is known and still to be confirmed against RxNorm. */
  readonly checked: 'read' | 'background';
}

export const MEDICINE_SOURCES_READ = {
  read: 'CPIC drug table (github.com/cpicpgx/cpic-schema, drug.sql, commit 05f9b09c), read on 2026-11-26',
  background: 'Known; to be confirmed in RxNav (rxnav.nlm.nih.gov) before a clinic rests on the code',
} as const;

type Line = readonly [code: string, en: string, es: string, alsoWritten?: string];
const all = (checked: KnownMedicine['checked'], lines: readonly Line[]): readonly KnownMedicine[] =>
  lines.map(([code, en, es, alsoWritten = '']) => ({
    code,
    name: { en, es },
    alsoWritten: alsoWritten
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    checked,
  }));

export const KNOWN_MEDICINES: readonly KnownMedicine[] = [
  ...all('read', [
    ['36437', 'sertraline', 'sertralina', 'Zoloft'],
    ['4493', 'fluoxetine', 'fluoxetina', 'Prozac'],
    ['2556', 'citalopram', 'citalopram', 'Celexa'],
    ['321988', 'escitalopram', 'escitalopram', 'Lexapro'],
    ['32937', 'paroxetine', 'paroxetina', 'Paxil'],
    ['42355', 'fluvoxamine', 'fluvoxamina', 'Luvox'],
    ['39786', 'venlafaxine', 'venlafaxina', 'Effexor'],
    ['72625', 'duloxetine', 'duloxetina', 'Cymbalta'],
    ['42347', 'bupropion', 'bupropión', 'Wellbutrin, Zyban'],
    ['15996', 'mirtazapine', 'mirtazapina', 'Remeron'],
    ['1455099', 'vortioxetine', 'vortioxetina', 'Trintellix'],
    ['704', 'amitriptyline', 'amitriptilina', 'Elavil'],
    ['7531', 'nortriptyline', 'nortriptilina', 'Pamelor'],
    ['2597', 'clomipramine', 'clomipramina', 'Anafranil'],
    ['3638', 'doxepin', 'doxepina', 'Silenor'],
    ['5691', 'imipramine', 'imipramina', 'Tofranil'],
    ['28439', 'lamotrigine', 'lamotrigina', 'Lamictal'],
    ['11118', 'valproic acid', 'ácido valproico', 'Depakote, valproate, divalproex, valproato'],
    ['2002', 'carbamazepine', 'carbamazepina', 'Tegretol'],
    ['32624', 'oxcarbazepine', 'oxcarbazepina', 'Trileptal'],
    ['8183', 'phenytoin', 'fenitoína', 'Dilantin'],
    ['89013', 'aripiprazole', 'aripiprazol', 'Abilify'],
    ['1658314', 'brexpiprazole', 'brexpiprazol', 'Rexulti'],
    ['61381', 'olanzapine', 'olanzapina', 'Zyprexa'],
    ['35636', 'risperidone', 'risperidona', 'Risperdal'],
    ['5093', 'haloperidol', 'haloperidol', 'Haldol'],
    ['2626', 'clozapine', 'clozapina', 'Clozaril'],
    ['3322', 'diazepam', 'diazepam', 'Valium'],
    ['7781', 'oxazepam', 'oxazepam'],
    ['6960', 'midazolam', 'midazolam', 'Versed'],
    ['6901', 'methylphenidate', 'metilfenidato', 'Ritalin, Concerta'],
    ['38400', 'atomoxetine', 'atomoxetina', 'Strattera'],
    ['30125', 'modafinil', 'modafinilo', 'Provigil'],
    ['7052', 'morphine', 'morfina'],
    ['7804', 'oxycodone', 'oxicodona', 'OxyContin, Percocet'],
    ['2670', 'codeine', 'codeína'],
    ['10689', 'tramadol', 'tramadol', 'Ultram'],
    ['4337', 'fentanyl', 'fentanilo'],
    ['6813', 'methadone', 'metadona'],
    ['7243', 'naltrexone', 'naltrexona', 'Vivitrol'],
    ['8787', 'propranolol', 'propranolol', 'Inderal'],
    ['6918', 'metoprolol', 'metoprolol', 'Lopressor, Toprol'],
    ['20352', 'carvedilol', 'carvedilol', 'Coreg'],
    ['5487', 'hydrochlorothiazide', 'hidroclorotiazida', 'HCTZ'],
    ['4603', 'furosemide', 'furosemida', 'Lasix'],
    ['9997', 'spironolactone', 'espironolactona', 'Aldactone'],
    ['83367', 'atorvastatin', 'atorvastatina', 'Lipitor'],
    ['301542', 'rosuvastatin', 'rosuvastatina', 'Crestor'],
    ['36567', 'simvastatin', 'simvastatina', 'Zocor'],
    ['1191', 'aspirin', 'ácido acetilsalicílico', 'aspirina, acetylsalicylic acid'],
    ['32968', 'clopidogrel', 'clopidogrel', 'Plavix'],
    ['11289', 'warfarin', 'warfarina', 'Coumadin'],
    ['3407', 'digoxin', 'digoxina', 'Lanoxin'],
    ['6809', 'metformin', 'metformina', 'Glucophage'],
    ['7646', 'omeprazole', 'omeprazol', 'Prilosec'],
    ['40790', 'pantoprazole', 'pantoprazol', 'Protonix'],
    ['283742', 'esomeprazole', 'esomeprazol', 'Nexium'],
    ['140587', 'celecoxib', 'celecoxib', 'Celebrex'],
    ['3355', 'diclofenac', 'diclofenaco', 'Voltaren'],
    ['435', 'albuterol', 'salbutamol', 'Ventolin, ProAir'],
    ['26225', 'ondansetron', 'ondansetrón', 'Zofran'],
    ['6915', 'metoclopramide', 'metoclopramida', 'Reglan'],
    ['4053', 'erythromycin', 'eritromicina'],
    ['121243', 'voriconazole', 'voriconazol', 'Vfend'],
    ['195085', 'efavirenz', 'efavirenz', 'Sustiva'],
    ['2101', 'carisoprodol', 'carisoprodol', 'Soma'],
    ['6835', 'methimazole', 'metimazol', 'Tapazole, tiamazol'],
    ['6851', 'methotrexate', 'metotrexato'],
  ]),
  ...all('background', [
    ['734064', 'desvenlafaxine', 'desvenlafaxina', 'Pristiq'],
    ['10737', 'trazodone', 'trazodona', 'Desyrel'],
    ['6448', 'lithium', 'litio', 'Lithobid, lithium carbonate, carbonato de litio'],
    ['51272', 'quetiapine', 'quetiapina', 'Seroquel'],
    ['6470', 'lorazepam', 'lorazepam', 'Ativan'],
    ['596', 'alprazolam', 'alprazolam', 'Xanax'],
    ['2598', 'clonazepam', 'clonazepam', 'Klonopin, Rivotril'],
    ['39993', 'zolpidem', 'zolpidem', 'Ambien'],
    ['1827', 'buspirone', 'buspirona', 'Buspar'],
    ['5553', 'hydroxyzine', 'hidroxicina', 'Vistaril, Atarax'],
    ['8123', 'phenelzine', 'fenelzina', 'Nardil'],
    ['10734', 'tranylcypromine', 'tranilcipromina', 'Parnate'],
    ['9639', 'selegiline', 'selegilina', 'Emsam'],
    ['725', 'amphetamine', 'anfetamina', 'Adderall'],
    ['3288', 'dextroamphetamine', 'dextroanfetamina', 'Dexedrine'],
    ['700810', 'lisdexamfetamine', 'lisdexanfetamina', 'Vyvanse'],
    ['25480', 'gabapentin', 'gabapentina', 'Neurontin'],
    ['187832', 'pregabalin', 'pregabalina', 'Lyrica'],
    ['38404', 'topiramate', 'topiramato', 'Topamax'],
    ['114477', 'levetiracetam', 'levetiracetam', 'Keppra'],
    ['1819', 'buprenorphine', 'buprenorfina', 'Suboxone, Subutex'],
    ['5489', 'hydrocodone', 'hidrocodona', 'Vicodin, Norco'],
    ['10582', 'levothyroxine', 'levotiroxina', 'Synthroid'],
    ['29046', 'lisinopril', 'lisinopril', 'Zestril, Prinivil'],
    ['52175', 'losartan', 'losartán', 'Cozaar'],
    ['17767', 'amlodipine', 'amlodipino', 'Norvasc'],
    ['1202', 'atenolol', 'atenolol', 'Tenormin'],
    ['2599', 'clonidine', 'clonidina', 'Catapres'],
    ['8629', 'prazosin', 'prazosina', 'Minipress'],
    ['11170', 'verapamil', 'verapamilo', 'Calan'],
    ['3443', 'diltiazem', 'diltiazem', 'Cardizem'],
    ['21212', 'clarithromycin', 'claritromicina', 'Biaxin'],
    ['4450', 'fluconazole', 'fluconazol', 'Diflucan'],
    ['10438', 'theophylline', 'teofilina'],
    ['5640', 'ibuprofen', 'ibuprofeno', 'Advil, Motrin'],
    ['161', 'acetaminophen', 'paracetamol', 'Tylenol, acetaminofén'],
    ['7258', 'naproxen', 'naproxeno', 'Aleve'],
    ['3498', 'diphenhydramine', 'difenhidramina', 'Benadryl'],
    ['8640', 'prednisone', 'prednisona'],
    ['37418', 'sumatriptan', 'sumatriptán', 'Imitrex'],
    ['1364430', 'apixaban', 'apixabán', 'Eliquis'],
    ['6711', 'melatonin', 'melatonina'],
    ['6130', 'ketamine', 'ketamina', 'Ketalar'],
  ]),
];

const BY_CODE = new Map(KNOWN_MEDICINES.map((one) => [one.code, one]));
export const rxnormMedicine = (code: string): KnownMedicine | undefined => BY_CODE.get(code);

/** Case, accents and punctuation put aside, so that "Ácido-valproico" and "acido valproico" are one. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const SEARCHED = KNOWN_MEDICINES.map((medicine) => ({
  medicine,
  names: [medicine.name.en, medicine.name.es, ...medicine.alsoWritten].map(plain),
}));
const LEAST_LETTERS = 2;

/** Those whose name, in either language, or brand begins like what was typed; then those in which a later word does. */
export function searchMedicines(typed: string, most = 8): readonly KnownMedicine[] {
  // A dose behind the name is not part of it: "Zoloft 50 mg".
  const [asked = ''] = plain(typed).split(/ (?=\d)/);
  if (asked.length < LEAST_LETTERS) return [];
  const begins = SEARCHED.filter(({ names }) => names.some((name) => name.startsWith(asked)));
  const later = SEARCHED.filter((one) => !begins.includes(one) && one.names.some((name) => name.includes(` ${asked}`)));
  return [...begins, ...later].slice(0, most).map(({ medicine }) => medicine);
}
