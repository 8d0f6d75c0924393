/**
 * Adverse events are named by people in their own words, which may say who somebody is. The copy has only which of these
 * terms the words come under. Project default: what the shipped protocols and clinical.md watch for. Each is looked for
 * where a word begins, since "during" has "urin" in it.
 */
const TERMS: readonly (readonly [string, RegExp])[] = [
  ['vomiting', /\b(vomit|emesis)/i],
  ['nausea', /\bnause/i],
  ['headache', /\b(headache|migraine)/i],
  ['dizziness', /\b(dizz|vertigo|light-?headed)/i],
  ['hypotension', /\b(hypotens|low (blood )?pressure)/i],
  ['hypertension', /\b(hypertens|(high|raised) (blood )?pressure)/i],
  ['tachycardia', /\btachycard/i],
  ['bradycardia', /\bbradycard/i],
  ['desaturation', /\b(desatur|hypox)/i],
  ['respiratory depression', /\b(apno?ea|respirator|laryngospasm)/i],
  ['sedation', /\b((over)?sedat|(hyper)?somnol|drows|unconscious|loss of consciousness)/i],
  ['syncope', /\b((pre)?syncop|faint)/i],
  ['dissociation', /\b(dissoci|dereali|deperson)/i],
  ['agitation', /\b(agitat|emergence)/i],
  ['anxiety', /\b(anxi|panic|fear)/i],
  ['psychosis', /\b(psychosis|psychotic|(pseudo)?hallucin|paranoi)/i],
  ['mania', /\b(hypo)?mani[ac]\b/i],
  ['suicidality', /\bsuicid/i],
  // "Visions" are no trouble of the eyes.
  ['blurred vision', /\b(vision\b|diplopia|nystagm)/i],
  ['urinary symptoms', /\b(urin(ary|e|at)|cystit|bladder)/i],
  ['hypersalivation', /\b(hyper)?saliva/i],
  ['allergic reaction', /\b(allerg|anaphyl|rash(es)?\b|hives\b|urticaria)/i],
  ['fall', /\b(falls?|falling|fallen|fell)\b(?! (back )?asleep)/i],
];

export const termOf = (words: string): string => TERMS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
