/** For tests of counts: a clinic with two safes, four vials in the first, and something drawn from one of them. */
import { randomUUID } from 'node:crypto';
import { type Movement, quantity, type Role } from '@holdspace/care';
import { vialOf } from '../../../care/src/inventory/making-vial.ts';
import { type Answer, type RunningClinic, runningClinic } from '../testing.ts';

export const VIAL = vialOf({ codes: { ndc: ['00143-9509-10'] } });
/** What the ledger holds of the first vial once it was opened. */
export const LEFT = 371_250;

export interface CountedClinic {
  readonly running: RunningClinic;
  readonly safe: string;
  readonly otherSafe: string;
  readonly containers: readonly string[];
  /** Draws from the main safe for a new session, and gives it; what is not given is wasted. */
  draw(container: number, micrograms: number, given?: number): Promise<void>;
  begin(role: Role, more?: object, safe?: string): Promise<string>;
  callOff(id: string): Promise<Answer>;
  half(unopened: number, opened?: readonly object[], more?: object): object;
}

export async function countedClinic(options: Parameters<typeof runningClinic>[0] = {}): Promise<CountedClinic> {
  const running = await runningClinic(options);
  const { store, clinic, clock } = running;
  const [safe, otherSafe] = [randomUUID(), randomUUID()];
  const containers = Array.from({ length: 4 }, () => randomUUID());
  const recording = { by: clinic.practitioners.nurse.id, at: clock.now };
  await store.formulary.save(clinic.clinicId, VIAL, recording);
  await store.inventory.addSafe(clinic.clinicId, { id: safe, name: 'Main safe' }, recording);
  await store.inventory.addSafe(clinic.clinicId, { id: otherSafe, name: 'Second safe' }, recording);
  const receiving = await store.inventory.receive(
    clinic.clinicId,
    {
      id: randomUUID(),
      at: clock.now,
      safe,
      supplier: { name: 'Supplier' },
      invoice: 'I-1',
      lines: [
        {
          product: VIAL.id,
          lot: 'L1',
          expiresOn: '2027-01-31',
          expected: 4,
          containers: containers.map((id, index) => ({ id, label: `K-${index + 1}` })),
        },
      ],
    },
    { by: clinic.practitioners.nurse, recordedAt: clock.now },
  );
  if (receiving.outcome !== 'received') throw new Error(JSON.stringify(receiving));

  async function post(kind: 'drawn' | 'administered' | 'wasted', of: number, micrograms: number, session: string) {
    const inHand = { kind: 'in_hand' as const, session };
    const [from, into]: readonly [Movement['from'], Movement['into']] =
      kind === 'drawn' ? [{ kind: 'safe', safe }, inHand] : [inHand, { kind }];
    const [posted] = await store.inventory.post(clinic.clinicId, [
      {
        id: randomUUID(),
        kind,
        container: containers[of] ?? '',
        amount: quantity(micrograms, 'ug'),
        from,
        into,
        at: clock.now,
        recordedAt: clock.now,
        by: clinic.practitioners.nurse,
        session,
      },
    ]);
    if (posted?.outcome !== 'posted') throw new Error(JSON.stringify(posted));
  }
  const counted: CountedClinic = {
    running,
    safe,
    otherSafe,
    containers,
    draw: async (of, micrograms, given = micrograms) => {
      const session = await running.plannedSession('infusion-iv');
      await post('drawn', of, micrograms, session);
      await post('administered', of, given, session);
      if (given < micrograms) await post('wasted', of, micrograms - given, session);
    },
    begin: async (role, more = {}, of = safe) => {
      const id = randomUUID();
      const answer = await running.as(role).post('/api/inventory/counts', { id, safe: of, kind: 'routine', ...more });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return id;
    },
    callOff: (id) => running.as('nurse').post(`/api/inventory/counts/${id}/calling-off`, { because: 'Test' }),
    half: (unopened, opened = [], more = {}) => ({
      id: randomUUID(),
      at: clock.now,
      unopened: [{ product: VIAL.id, containers: unopened }],
      opened,
      ...more,
    }),
  };
  clock.pass(5);
  await counted.draw(0, 128_750, 100_000);
  clock.pass(5);
  return counted;
}

/** What is left in the first vial, as a person reads it. */
export const left = (mL: number) => ({ label: 'K-1', remaining: { volume: { value: mL, unit: 'mL' } } });
export const halves = (id: string) => `/api/inventory/counts/${id}/halves`;
/** The first rule that said no, or by which a field is at fault. */
export const ruleOf = ({ body }: Answer): string | undefined => body.refusals?.[0]?.rule ?? body.errors?.[0]?.rule;
