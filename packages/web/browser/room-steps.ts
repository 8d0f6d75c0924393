/** What staff do in a session room, step by step, with either hand: the words on the screen are all that is used. */
import { GATE_TITLES, type GateKind, type Protocol } from '@holdspace/care';
import { CLINIC_ZONE } from './daytime.ts';
import type { OpenClinic } from './harness.ts';
import type { Hand } from './room-hands.ts';

/** A clock that the server and every page share, and that a test moves on. */
export class SharedClock {
  #ahead = 0;
  readonly #hands: Hand[] = [];
  readonly read = (): number => Date.now() + this.#ahead;

  /** The page keeps this clock from now on. */
  async keep(hand: Hand): Promise<void> {
    await hand.page.clock.install();
    await hand.page.reload();
    await hand.page.getByRole('heading', { level: 1 }).waitFor();
    this.#hands.push(hand);
  }

  async pass(minutes: number): Promise<void> {
    this.#ahead += minutes * 60_000;
    for (const { page } of this.#hands.filter((hand) => !hand.page.isClosed()))
      await page.clock.fastForward(minutes * 60_000);
  }
}

export interface Stored {
  readonly type: string;
  readonly flags?: readonly { readonly rule: string }[];
  readonly author?: { readonly name: string };
  readonly [field: string]: unknown;
}

/** What the server holds of a session. */
export async function storedEvents(clinic: OpenClinic, sessionId: string): Promise<readonly Stored[]> {
  const answer = (await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as { events: Stored[] };
  return answer.events;
}

const button = (hand: Hand, name: string | RegExp) =>
  hand.page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });

export async function arrive(hand: Hand): Promise<void> {
  await hand.press(button(hand, 'The patient has arrived'));
  await button(hand, 'Vital signs').waitFor();
}

/** Records people as in the room. */
export async function comeIn(hand: Hand, names: readonly string[]): Promise<void> {
  await hand.press(button(hand, 'Somebody comes in'));
  for (const name of names) {
    await hand.press(hand.page.getByRole('button', { name: new RegExp(`^${name}`) }));
    await button(hand, `${name} leaves`).waitFor();
  }
  await hand.press(button(hand, 'Done'));
}

export async function nextPhase(hand: Hand, name: string): Promise<void> {
  await hand.press(button(hand, new RegExp(`(Next|Begin): ${name}`)));
  await hand.page.locator('[aria-current="step"]', { hasText: name }).waitFor();
}

/** Types a set of vital signs as digits run on; fields go on by themselves. */
export async function measure(hand: Hand, digits: string): Promise<void> {
  await hand.press(button(hand, 'Vital signs'));
  await hand.page.getByRole('heading', { name: 'New vital signs' }).waitFor();
  await hand.page.keyboard.type(digits);
  await hand.press(button(hand, 'Record'));
  await hand.page.getByRole('heading', { name: 'New vital signs' }).waitFor({ state: 'detached' });
}

/** The same with the pad on the screen. */
export async function measureOnPad(hand: Hand, digits: string): Promise<void> {
  await hand.press(button(hand, 'Vital signs'));
  for (const digit of digits) await hand.press(button(hand, digit));
  await hand.press(button(hand, 'Record'));
  await hand.page.getByRole('heading', { name: 'New vital signs' }).waitFor({ state: 'detached' });
}

type Filler = (hand: Hand, protocol: Protocol, today: string) => Promise<void>;
const field = (hand: Hand, name: string | RegExp) =>
  hand.page.getByLabel(name).and(hand.page.locator('input, textarea'));
const box = (hand: Hand, name: string) => hand.page.getByRole('checkbox', { name, exact: true });

/** How each gate's form is filled when all is well, and the button that sends it. */
const FILLERS: Partial<Record<GateKind, { fill: Filler; send?: RegExp }>> = {
  consent: { fill: (hand, _, today) => hand.fill(field(hand, 'Signed on'), today), send: /The signed paper was seen/ },
  touch_consent: {
    async fill(hand) {
      await hand.pick('May we touch, as agreed?', 'Yes');
      await hand.fill(field(hand, /What is welcome/), 'The hand, when asked');
      await hand.fill(field(hand, 'Sign that says stop'), 'an open palm');
    },
  },
  screening: {
    async fill(hand, _, today) {
      await hand.fill(field(hand, 'Reviewed and signed by'), 'Robin Prescriber');
      await hand.fill(field(hand, 'Signed on'), today);
    },
  },
  identity: {
    async fill(hand) {
      await hand.tick(box(hand, 'Name'));
      await hand.tick(box(hand, 'Date of birth'));
    },
  },
  weight: {
    async fill(hand) {
      await hand.fill(field(hand, 'Weight'), '80');
      await hand.pick('Unit', 'kg');
    },
  },
  fasting: {
    async fill(hand) {
      const hoursAgo = (hours: number) => {
        const moment = new Date(Date.now() - hours * 3_600_000);
        return new Intl.DateTimeFormat('en-GB', { timeZone: CLINIC_ZONE, timeStyle: 'short' }).format(moment);
      };
      await hand.fill(field(hand, /Last ate/), hoursAgo(10));
      await hand.fill(field(hand, /Last drank/), hoursAgo(4));
    },
  },
  escort: {
    async fill(hand) {
      await hand.fill(field(hand, 'Who takes the patient home'), 'Ed Escort');
      await hand.fill(field(hand, 'Telephone'), '555 0100');
      await hand.pick('Reached today?', 'Yes');
    },
  },
  pregnancy_test: { fill: (hand) => hand.pick('Test', 'Negative') },
  intoxication: { fill: (hand) => hand.pick('Signs of intoxication', 'None seen') },
  suicide_risk: { fill: (hand) => hand.pick('Acute risk?', 'No') },
  emergency_equipment: {
    async fill(hand, protocol) {
      const gate = protocol.gates.find((one) => one.gate === 'emergency_equipment');
      for (const item of gate?.items ?? []) await hand.tick(box(hand, item));
    },
  },
  setting_prepared: {
    fill: (hand) => hand.press(button(hand, 'All is ready as planned')),
  },
  focus: {
    async fill(hand) {
      await hand.fill(field(hand, /^Focus/), 'To sleep through the night again');
      await hand.fill(field(hand, /^Intention/), 'To meet the fear without running');
    },
  },
};

/** Confirms every gate that a person confirms, but for those that are met already. */
export async function confirmGates(hand: Hand, protocol: Protocol, met: readonly GateKind[] = []): Promise<void> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: CLINIC_ZONE }).format(new Date());
  for (const { gate } of protocol.gates) {
    const filler = FILLERS[gate];
    if (!filler || met.includes(gate)) continue;
    const title = GATE_TITLES[gate];
    await hand.press(button(hand, `Confirm: ${title}`));
    await filler.fill(hand, protocol, today);
    const form = hand.page.getByRole('region', { name: title, exact: true });
    await hand.press(form.getByRole('button', { name: filler.send ?? /^Confirm$/ }));
    await button(hand, `Confirm: ${title}`).waitFor({ state: 'detached' });
  }
}

/** Confirms what is asked before leaving, scores and hands over. */
export async function fitToLeave(hand: Hand, protocol: Protocol): Promise<void> {
  await hand.press(button(hand, /^Score: /));
  for (const part of ['Activity', 'Respiration', 'Circulation', 'Consciousness', 'Saturation'])
    await hand.press(hand.page.getByRole('group', { name: part }).getByRole('button', { name: /^2/ }));
  await hand.press(button(hand, 'Record 10 of 10'));
  const asked = hand.page.getByRole('button', { name: /^Yes: / });
  for (let left = await asked.count(); left > 0; left--) {
    await hand.press(asked.first());
    await expectCount(asked, left - 1);
  }
  if (protocol.discharge.criteria.includes('escort_present')) {
    await hand.press(button(hand, /^Hand over: /));
    await hand.press(button(hand, 'Handed over'));
    await button(hand, 'Handed over').waitFor({ state: 'detached' });
  }
}

async function expectCount(found: ReturnType<Hand['page']['getByRole']>, count: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await found.count()) === count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${await found.count()} are left, not ${count}`);
}
