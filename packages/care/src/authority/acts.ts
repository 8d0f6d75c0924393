/**
 * Everything that somebody can do or see here, as a closed list in plain names: the rows of the authority table, the
 * words of its refusals ("To order a dose takes a …"), and what each route of the API says it is.
 */
export const ACTS = {
  // In the session
  'plan a session': 'session',
  'cancel a session': 'session',
  'record an arrival': 'session',
  'record who comes and goes': 'session',
  'be with the patient in a session': 'session',
  'confirm that the setting is prepared': 'session',
  'confirm the escort': 'session',
  'confirm papers, identity and weight': 'session',
  'confirm what only medical staff can judge': 'session',
  'move on to a phase': 'session',
  'record vital signs': 'session',
  'observe, support and note': 'session',
  'record an adverse event': 'session',
  'order a dose': 'session',
  'place a dose under a course order': 'session',
  'check an order': 'session',
  'give medicine': 'session',
  'pause or stop an infusion': 'session',
  'assess recovery': 'session',
  'hand over to the escort': 'session',
  'record a departure': 'session',
  'sign a discharge': 'session',
  'call an emergency stop': 'session',
  'clear an emergency stop': 'session',
  'sign an override': 'session',
  'override what a reading or a site asks': 'session',
  'override a gate': 'session',
  'override what a senior clinician decides': 'session',
  'strike out an entry': 'session',
  'sign the record': 'session',
  // The record
  'see demographics': 'record',
  'see the schedule': 'record',
  'see the clinical record': 'record',
  'see a session': 'record',
  'take part in a session': 'record',
  'write and read notes of the record': 'record',
  'keep psychotherapy notes of one’s own': 'record',
  'read disclosed psychotherapy notes': 'record',
  'flag records of treatment for substance use': 'record',
  'record a patient’s authorization': 'record',
  'share with the care team outside': 'record',
  'see to whom a patient’s records went': 'record',
  'read protocols': 'record',
  'register patients': 'record',
  'arrange visits': 'record',
  'begin a course': 'record',
  'move a course': 'record',
  'see course orders': 'record',
  'sign a course order': 'record',
  'stop a course order': 'record',
  'keep the medicine list': 'record',
  'see the inventory': 'record',
  'see one’s own record': 'record',
  // Administration
  'see the clinic': 'administration',
  'see who works here': 'administration',
  'change who works here': 'administration',
  'change who cares for a patient': 'administration',
  'manage credentials': 'administration',
  'plan who works when': 'administration',
  'issue API tokens': 'administration',
  'let a patient in': 'administration',
  'draft protocols': 'administration',
  'sign protocols': 'administration',
  export: 'administration',
  'break glass': 'administration',
  'review break-glass': 'administration',
  'read the audit': 'administration',
  // Without a role
  'use one’s own account': 'oneself',
  'sign in': 'open',
  'read what is open to all': 'open',
} as const satisfies Record<string, ActGroup>;

export type ActGroup = 'session' | 'record' | 'administration' | 'oneself' | 'open';
export type Act = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as readonly Act[];
export const groupOf = (act: Act): ActGroup => ACTS[act];

/** How the groups are called where the table is read. */
export const ACT_GROUPS: Readonly<Record<ActGroup, string>> = {
  session: 'In the session',
  record: 'The record',
  administration: 'Running the clinic',
  oneself: 'One’s own',
  open: 'Open to all',
};
