/**
 * Medicines that are told of beside an order of ketamine or esketamine, and why: data, as advice, and never a stop. Each
 * says where it comes from and that it awaits the clinic's own check against the source.
 */
export interface CautionSource {
  readonly citation: string;
  readonly checked: { readonly how: 'verified' | 'background'; readonly on: string };
}
/** An ingredient as it is written on labels and lists. */
export interface Ingredient {
  readonly name: string;
  /** Codes of the WHO's ATC classification. */
  readonly atc: readonly string[];
  /** Other ways to write it, brands among them. */
  readonly alsoWritten?: readonly string[];
}
export interface Caution {
  readonly id: string;
  readonly title: string;
  readonly advice: string;
  readonly sources: readonly CautionSource[];
  readonly ingredients: readonly Ingredient[];
}

const CHECKED_ON = '2026-11-26';
const background = (citation: string): CautionSource => ({ citation, checked: { how: 'background', on: CHECKED_ON } });
const CLINICAL = background('Project clinical reference §3, interactions as advice.');
const REVIEW = background(
  'Veraart 2021, Int J Neuropsychopharmacol 24:808 (interactions of ketamine with psychiatric medicines, systematic review).',
);
const KETAMINE_LABEL = background('US prescribing information of ketamine hydrochloride injection, drug interactions.');
const ESKETAMINE_LABEL = background('US prescribing information of esketamine nasal spray, drug interactions.');
const KINETICS = background('Peltoniemi 2016, Clin Pharmacokinet 55:1059 (metabolism of ketamine, CYP3A4 and CYP2B6).');

const ingredient = (name: string, atc: string, ...alsoWritten: string[]): Ingredient => ({
  name,
  atc: atc.split(' '),
  ...(alsoWritten.length > 0 && { alsoWritten }),
});

export const CAUTIONS: readonly Caution[] = [
  {
    id: 'benzodiazepines',
    title: 'Benzodiazepine, or a hypnotic like one',
    advice:
      'May blunt the antidepressant effect, and adds to sedation and to the risk of slow breathing. Ask about dose and when it was last taken.',
    sources: [CLINICAL, REVIEW, KETAMINE_LABEL, ESKETAMINE_LABEL],
    ingredients: [
      ingredient('lorazepam', 'N05BA06', 'ativan'),
      ingredient('diazepam', 'N05BA01', 'valium'),
      ingredient('alprazolam', 'N05BA12', 'xanax'),
      ingredient('clonazepam', 'N03AE01', 'klonopin', 'rivotril'),
      ingredient('oxazepam', 'N05BA04'),
      ingredient('chlordiazepoxide', 'N05BA02', 'librium'),
      ingredient('temazepam', 'N05CD07', 'restoril'),
      ingredient('triazolam', 'N05CD05', 'halcion'),
      ingredient('midazolam', 'N05CD08', 'versed'),
      ingredient('zolpidem', 'N05CF02', 'ambien'),
      ingredient('eszopiclone', 'N05CF04', 'lunesta'),
      ingredient('zopiclone', 'N05CF01'),
    ],
  },
  {
    id: 'lamotrigine',
    title: 'Lamotrigine',
    advice: 'May blunt the effect, and the dissociation with it.',
    sources: [CLINICAL, REVIEW],
    ingredients: [ingredient('lamotrigine', 'N03AX09', 'lamictal')],
  },
  {
    id: 'maoi',
    title: 'Monoamine oxidase inhibitor',
    advice: 'May raise the blood pressure further.',
    sources: [CLINICAL, ESKETAMINE_LABEL],
    ingredients: [
      ingredient('phenelzine', 'N06AF03', 'nardil'),
      ingredient('tranylcypromine', 'N06AF04', 'parnate'),
      ingredient('isocarboxazid', 'N06AF01', 'marplan'),
      ingredient('selegiline', 'N04BD01', 'emsam', 'zelapar'),
      ingredient('rasagiline', 'N04BD02', 'azilect'),
      ingredient('moclobemide', 'N06AG02'),
      ingredient('linezolid', 'J01XX08', 'zyvox'),
    ],
  },
  {
    id: 'stimulants',
    title: 'Stimulant',
    advice: 'May raise blood pressure and heart rate further. Ask when it was last taken.',
    sources: [CLINICAL, KETAMINE_LABEL, ESKETAMINE_LABEL],
    ingredients: [
      ingredient('methylphenidate', 'N06BA04', 'ritalin', 'concerta'),
      ingredient('dexmethylphenidate', 'N06BA11', 'focalin'),
      ingredient('amfetamine', 'N06BA01', 'amphetamine', 'adderall'),
      ingredient('dexamfetamine', 'N06BA02', 'dextroamphetamine', 'dexedrine'),
      ingredient('lisdexamfetamine', 'N06BA12', 'lisdexamphetamine', 'vyvanse'),
      ingredient('modafinil', 'N06BA07', 'provigil'),
      ingredient('armodafinil', 'N06BA13', 'nuvigil'),
    ],
  },
  {
    id: 'opioids',
    title: 'Opioid',
    advice: 'Adds to sedation, and to the risk of slow breathing. Ask about dose and when it was last taken.',
    sources: [CLINICAL, KETAMINE_LABEL, ESKETAMINE_LABEL],
    ingredients: [
      ingredient('morphine', 'N02AA01'),
      ingredient('oxycodone', 'N02AA05', 'oxycontin', 'percocet'),
      ingredient('hydrocodone', 'R05DA03', 'vicodin', 'norco'),
      ingredient('hydromorphone', 'N02AA03', 'dilaudid'),
      ingredient('fentanyl', 'N02AB03'),
      ingredient('codeine', 'R05DA04'),
      ingredient('tramadol', 'N02AX02', 'ultram'),
      ingredient('tapentadol', 'N02AX06', 'nucynta'),
      ingredient('methadone', 'N07BC02'),
      ingredient('buprenorphine', 'N07BC01 N02AE01', 'suboxone', 'subutex'),
    ],
  },
  {
    id: 'alcohol',
    title: 'Alcohol',
    advice: 'Adds to sedation. Ask when, and how much, was drunk last.',
    sources: [CLINICAL, ESKETAMINE_LABEL],
    ingredients: [ingredient('alcohol', 'V03AZ01', 'ethanol', 'beer', 'wine', 'spirits')],
  },
  {
    id: 'cyp-inhibitors',
    title: 'Inhibitor of CYP3A4 or CYP2B6',
    advice: 'May raise the level of ketamine, most of all by mouth, and make it last longer.',
    sources: [CLINICAL, KINETICS],
    ingredients: [
      ingredient('clarithromycin', 'J01FA09', 'biaxin'),
      ingredient('erythromycin', 'J01FA01'),
      ingredient('ketoconazole', 'J02AB02'),
      ingredient('itraconazole', 'J02AC02'),
      ingredient('voriconazole', 'J02AC03'),
      ingredient('fluconazole', 'J02AC01', 'diflucan'),
      ingredient('ritonavir', 'J05AE03', 'paxlovid'),
      ingredient('diltiazem', 'C08DB01'),
      ingredient('verapamil', 'C08DA01'),
      ingredient('fluvoxamine', 'N06AB08', 'luvox'),
      ingredient('nefazodone', 'N06AX06'),
      ingredient('ticlopidine', 'B01AC05'),
      ingredient('clopidogrel', 'B01AC04', 'plavix'),
      ingredient('orphenadrine', 'M03BC01'),
      ingredient('grapefruit', 'none', 'grapefruit juice'),
    ],
  },
  {
    id: 'cyp-inducers',
    title: 'Inducer of CYP3A4 or CYP2B6',
    advice: 'May lower the level of ketamine, most of all by mouth.',
    sources: [CLINICAL, KINETICS],
    ingredients: [
      ingredient('carbamazepine', 'N03AF01', 'tegretol'),
      ingredient('phenytoin', 'N03AB02', 'dilantin'),
      ingredient('phenobarbital', 'N03AA02'),
      ingredient('rifampicin', 'J04AB02', 'rifampin'),
      ingredient('efavirenz', 'J05AG03'),
      ingredient('hypericum', 'N06AX25', 'st john’s wort', "st john's wort", 'st johns wort'),
    ],
  },
  {
    id: 'theophylline',
    title: 'Theophylline or aminophylline',
    advice: 'May lower the threshold for seizures; a US label asks to consider another medicine than ketamine.',
    sources: [CLINICAL, KETAMINE_LABEL],
    ingredients: [ingredient('theophylline', 'R03DA04'), ingredient('aminophylline', 'R03DA05')],
  },
  {
    id: 'thyroid-hormone',
    title: 'Thyroid hormone',
    advice: 'High blood pressure and a fast heart have been reported together with ketamine.',
    sources: [CLINICAL],
    ingredients: [
      ingredient('levothyroxine', 'H03AA01', 'synthroid', 'thyroxine'),
      ingredient('liothyronine', 'H03AA02', 'cytomel'),
      ingredient('thyroid', 'H03AA05', 'armour thyroid', 'thyroid extract'),
    ],
  },
  {
    id: 'naltrexone',
    title: 'Naltrexone',
    advice: 'Debated: one small trial found less antidepressant effect with it, other reports did not.',
    sources: [
      CLINICAL,
      background('Williams 2018, Am J Psychiatry 175:1205 (naltrexone before ketamine, 12 patients).'),
    ],
    ingredients: [ingredient('naltrexone', 'N07BB04', 'vivitrol', 'contrave')],
  },
];
