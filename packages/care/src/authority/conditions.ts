/** What, beside a role, an act may hang on. Each is known by looking, and what is not known does not hold. */
export const CONDITIONS = {
  'in the care team': 'they belong to the patient’s care team on that day',
  'a visit today': 'the patient has a visit on this day, or a session that is under way',
  'present in the session': 'they are, or were, recorded as present in a session of the patient',
  'credentials in order': 'their licence or training is valid at the clinical time of the act',
  'not one’s own order': 'somebody else gave the order',
  'not one’s own waste': 'somebody else wasted it, and somebody else gave the dose',
  'own entry': 'the entry is their own',
  'own record': 'it is their own',
  'a patient’s authorization': 'the patient has authorized it in writing, and it stands',
  'called to a crisis': 'they are on call, or its owner, and a crisis of this patient waits',
  'glass broken': 'they have broken the glass for this patient, with a reason, and it has not run out',
} as const;
export type Condition = keyof typeof CONDITIONS;

/** What is known to hold; whatever is not named does not. */
export type Holding = Readonly<Partial<Record<Condition, boolean>>>;
