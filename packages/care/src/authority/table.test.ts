/**
 * The authority table, cell by cell: every act and role, written down a second time and held against what `mayDo` answers,
 * whatever holds. Whoever changes the table changes a line here as well, where a medical director can read it.
 */
import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../roles.ts';
import { ACT_NAMES, type Act } from './acts.ts';
import { CONDITIONS, type Condition } from './conditions.ts';
import { mayDo } from './may-do.ts';
import { rowsOf } from './table.ts';

const LETTERS: Readonly<Record<string, Condition>> = {
  t: 'in the care team',
  p: 'present in the session',
  v: 'a visit today',
  g: 'glass broken',
  k: 'called to a crisis',
  o: 'own record',
  a: 'a patient’s authorization',
  c: 'credentials in order',
  d: 'not one’s own order',
  w: 'not one’s own waste',
  e: 'own entry',
};
/** `-` never, `*` always, else what must hold: letters together, or one way or another. */
const CELLS = `
                                             director    prescriber  anesthesia  nurse       therapist   guide       front desk  admin
plan a session                               *           *           *           *           *           *           *           *
cancel a session                             *           *           *           *           *           *           *           *
record an arrival                            *           *           *           *           *           *           *           -
record who comes and goes                    *           *           *           *           *           *           *           -
be with the patient in a session             c           c           c           c           c           c           -           -
confirm that the setting is prepared         *           *           *           *           *           *           -           -
confirm the escort                           *           *           *           *           *           *           *           -
confirm papers, identity and weight          *           *           *           *           *           -           -           -
confirm what only medical staff can judge    *           *           *           *           -           -           -           -
move on to a phase                           *           *           *           *           *           *           -           -
record vital signs                           *           *           *           *           *           *           -           -
observe, support and note                    *           *           *           *           *           *           -           -
play music                                   *           *           *           *           *           *           -           -
record an adverse event                      *           *           *           *           *           *           -           -
order a dose                                 c           c           c           -           -           -           -           -
place a dose under a course order            c           c           c           c           -           -           -           -
check an order                               dc          dc          dc          dc          dc          -           -           -
give medicine                                c           c           c           c           -           -           -           -
draw medicine                                c           c           c           c           -           -           -           -
waste medicine                               *           *           *           *           -           -           -           -
witness waste                                wc          wc          wc          wc          wc          -           -           -
pause or stop an infusion                    *           *           *           *           *           *           -           -
assess recovery                              *           *           *           *           *           -           -           -
hand over to the escort                      *           *           *           *           *           *           -           -
record a departure                           *           *           *           *           *           *           -           -
sign a discharge                             c           c           c           c           -           -           -           -
withdraw touch consent                       *           *           *           *           *           *           *           *
call an emergency stop                       *           *           *           *           *           *           *           *
clear an emergency stop                      *           *           *           -           -           -           -           -
sign an override                             *           *           *           *           *           -           -           -
override what a reading or a site asks       *           *           *           *           *           *           -           -
override a gate                              *           *           *           *           *           -           -           -
override what a senior clinician decides     *           *           *           -           -           -           -           -
strike out an entry                          *           *           *           e           e           e           e           e
sign the record                              *           *           *           *           *           *           -           -
see demographics                             *           *           *           *           *           t/p         *           *
see the schedule                             *           *           *           *           *           *           *           *
see the clinical record                      *           t/p/v/g     t/p/v/g     t/p/v/g     t/p/v/g     t/p         -           -
see a session                                *           t/p/v/g     t/p/v/g     t/p/v/g     t/p/v/g     t/p         -           -
take part in a session                       *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         *           -
write and read notes of the record           *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         -           -
write progress notes                         *           t/p/v       t/p/v       t/p/v       t/p/v       -           -           -
write guide observations                     -           -           -           -           t/p/v       t/p         -           -
read guide observations                      *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         -           -
keep psychotherapy notes of one’s own        o           o           -           -           o           -           -           -
read disclosed psychotherapy notes           a           a           a           a           a           a           -           -
flag records of treatment for substance use  *           *           *           *           *           *           -           *
record a patient’s authorization             *           *           *           *           *           *           -           *
share with the care team outside             a           a           a           a           a           a           a           a
hear from the care team outside              *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         -           -
answer messages of a patient                 *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         -           -
see to whom a patient’s records went         *           -           -           -           -           -           -           *
read protocols                               *           *           *           *           *           *           *           *
see outcomes                                 *           *           -           -           -           -           -           -
see the registry                             *           *           -           -           -           -           -           -
register patients                            *           *           *           *           *           -           *           *
arrange visits                               *           *           *           *           *           *           *           *
begin a course                               *           *           *           *           -           -           -           *
move a course                                *           *           *           -           -           -           -           -
see course orders                            *           t/p/v/g     t/p/v/g     t/p/v/g     t/p/v/g     t/p         -           -
sign a course order                          c           tc/pc/vc    tc/pc/vc    -           -           -           -           -
stop a course order                          *           t/p/v/g     t/p/v/g     t/p/v/g     -           -           -           -
keep consents                                *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         -           -
lead a group                                 -           -           -           -           c           c           -           -
see a group                                  *           -           -           -           c           c           -           -
keep the medicine list                       *           t/p/v       t/p/v       t/p/v       t/p/v       -           -           -
keep the screening                           *           t/p/v       t/p/v       t/p/v       t/p/v       -           -           -
sign a screening                             c           tc/pc/vc    tc/pc/vc    -           -           -           -           -
see the inventory                            *           *           *           *           -           -           -           -
see what may be drawn                        *           t/p/v       t/p/v       t/p/v       -           -           -           -
keep the formulary                           *           -           -           -           -           -           -           *
keep music                                   *           -           -           -           *           *           -           *
receive and move medicine                    c           c           c           c           -           -           -           -
remove medicine from stock                   c           c           c           -           -           -           -           -
witness a removal from stock                 c           c           c           c           c           -           -           -
recall a lot                                 *           *           *           *           -           -           -           *
take a recall back                           *           *           *           -           -           -           -           -
count medicine                               *           *           *           *           -           -           -           -
see discrepancies                            *           *           *           *           -           -           -           *
see one’s own record                         o           o           o           o           o           o           o           o
see what waits                               *           *           *           *           *           *           -           *
answer what waits                            *           t/p/v/k     t/p/v/k     t/p/v/k     t/p/v/k     t/p/k       -           -
write in one’s own record                    o           o           o           o           o           o           o           o
prepare a patient                            *           t/p/v       -           t/p/v       t/p/v       t/p         -           -
follow integration                           *           t/p/v/g     t/p/v/g     t/p/v/g     t/p/v/g     t/p         -           -
ask for measures                             *           t/p/v       t/p/v       t/p/v       t/p/v       t/p         *           *
fill in a measure                            *           t/p/v       t/p/v       t/p/v       t/p/v       -           -           -
see the clinic                               *           *           *           *           *           *           *           *
see who works here                           *           *           *           *           *           *           *           *
change who works here                        *           -           -           -           -           -           -           *
change who cares for a patient               *           *           *           -           -           -           -           *
manage credentials                           *           -           -           -           -           -           -           *
plan who works when                          *           *           *           *           -           -           *           *
change signals                               *           -           -           -           *           -           -           -
issue API tokens                             o           o           o           o           o           o           o           o
let a patient in                             *           *           *           *           *           -           *           *
answer consult requests                      *           *           *           *           *           -           *           *
promise when requests are answered           *           -           -           -           -           -           -           *
draft protocols                              *           *           *           -           -           -           -           *
sign protocols                               *           -           -           -           -           -           -           -
publish consent documents                    *           -           -           -           -           -           -           -
load texts of measures                       *           -           -           -           -           -           -           -
export                                       *           -           -           -           -           -           -           *
take part in the registry                    *           -           -           -           -           -           -           -
import records                               *           -           -           -           -           -           -           *
break glass                                  -           *           *           *           *           -           -           -
review break-glass                           *           -           -           -           -           -           -           *
read the audit                               *           -           -           -           -           -           -           *
settle a discrepancy                         *           -           -           -           -           -           -           -
see patterns of medicine                     *           -           -           -           -           -           -           -
use one’s own account                        *           *           *           *           *           *           *           *
sign in                                      *           *           *           *           *           *           *           *
read what is open to all                     *           *           *           *           *           *           *           *
ask for a consult                            *           *           *           *           *           *           *           *
answer what a link asks                      *           *           *           *           *           *           *           *
`;
const [, ...lines] = CELLS.split('\n').filter((line) => line.trim() !== '');
const cells = new Map(lines.map((line) => [line.slice(0, 45).trim(), line.slice(45).trim().split(/\s+/)] as const));
const cellOf = (act: Act, role: Role): string => cells.get(act)?.[ROLES.indexOf(role)] ?? '?';

const isOpenIn = (cell: string, holds: ReadonlySet<Condition>): boolean =>
  cell === '*' ||
  (cell !== '-' && cell.split('/').some((way) => [...way].every((letter) => holds.has(LETTERS[letter] as Condition))));

/** Every set of the conditions that an act hangs on, with all the others holding and with none of them. */
function* standings(act: Act): Generator<ReadonlySet<Condition>> {
  const own = [...new Set(rowsOf(act).flatMap(({ when }) => when))];
  const others = (Object.keys(CONDITIONS) as Condition[]).filter((one) => !own.includes(one));
  for (let bits = 0; bits < 2 ** own.length; bits++) {
    const holding = own.filter((_, place) => (bits >> place) & 1);
    yield new Set(holding);
    yield new Set([...holding, ...others]);
  }
}

describe('the authority table', () => {
  test('has a line here for every act, a cell for every role, and a letter for every condition', () => {
    expect([...cells.keys()]).toEqual(ACT_NAMES);
    for (const [act, row] of cells) expect(row, act).toHaveLength(ROLES.length);
    expect(Object.values(LETTERS).toSorted()).toEqual(Object.keys(CONDITIONS).toSorted());
  });

  test.each(ROLES)('allows a %s what its cells say, and nothing else, whatever holds', (role) => {
    for (const act of ACT_NAMES)
      for (const holds of standings(act)) {
        const conditions = Object.fromEntries([...holds].map((one) => [one, true]));
        const says = `${act}, with ${[...holds].join(', ') || 'nothing'}`;
        expect(mayDo(act, { roles: [role], conditions }).allowed, says).toBe(isOpenIn(cellOf(act, role), holds));
      }
  });

  test('lets a guide observe, support and note, and never order, give or discharge', () => {
    for (const act of ['observe, support and note', 'write guide observations'] as const)
      expect(cellOf(act, 'guide'), act).not.toBe('-');
    for (const act of [
      'order a dose',
      'place a dose under a course order',
      'check an order',
      'give medicine',
      'draw medicine',
      'sign a discharge',
      'sign a course order',
      'sign an override',
      'clear an emergency stop',
    ] as const)
      expect(cellOf(act, 'guide'), act).toBe('-');
  });

  test('gives no role the psychotherapy notes of another: they are one’s own, or authorized by the patient', () => {
    for (const role of ROLES) {
      expect(['-', 'o']).toContain(cellOf('keep psychotherapy notes of one’s own', role));
      expect(['-', 'a']).toContain(cellOf('read disclosed psychotherapy notes', role));
    }
  });
});
