/**
 * What a dosing session is at a moment: the fold of its events. Plain data, so that it can be kept,
 * compared and sent. Struck entries are left out of everything here but stay in the log.
 */
import type { Instant } from '../instant.ts';
import type { MusicState } from '../music/state.ts';
import type { DischargeCriterion } from '../protocol/schema.ts';
import type { DrugAmount, DrugConcentration, PumpRate, Quantity, Volume } from '../quantity.ts';
import type { Practitioner } from '../roles.ts';
import type { CommandOf, GateFinding } from './commands.ts';
import type { DrawnMedicine, WastedMedicine } from './draws.ts';
import type { Bodies, CallRaised, DrawPart, EventOf, Flag, SessionEvent } from './events.ts';
import type { VitalSigns } from './vital-signs.ts';

/**
 * `planned` until the patient arrives, `open` while they are here, then `discharged`, `departed` (left
 * or was transferred without a signed discharge) or `cancelled` (before any dose).
 * After the end only strike-outs, late entries and signatures are taken.
 */
export type SessionStatus = 'planned' | 'open' | 'discharged' | 'departed' | 'cancelled';

export interface PersonPresent {
  readonly id: string;
  readonly name: string;
  readonly roles: Practitioner['roles'];
  readonly attendance: CommandOf<'JoinSession'>['attendance'];
  readonly from: Instant;
  readonly until?: Instant;
}

export interface GateConfirmation {
  readonly finding: GateFinding;
  readonly at: Instant;
  readonly by: Practitioner;
  readonly seq: number;
}

export interface TouchWithdrawal {
  readonly at: Instant;
  /** Who recorded it. */
  readonly by: Practitioner;
  /** Whose word or sign it was. */
  readonly from: CommandOf<'WithdrawTouchConsent'>['by'];
  readonly note?: string;
  readonly seq: number;
}

export interface VitalSignsEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly by: Practitioner;
  readonly vitalSigns: VitalSigns;
  readonly calls: readonly CallRaised[];
}

export interface Order {
  readonly seq: number;
  readonly id: string;
  readonly at: Instant;
  readonly by: Practitioner;
  readonly dose: Omit<Bodies['DoseOrdered'], 'order'>;
  readonly checkedBy?: Practitioner;
  readonly stopped?: { readonly reason: string };
  /** True once a dose was given, or an infusion started, under it. */
  readonly used: boolean;
}

export interface DoseGiven {
  readonly seq: number;
  readonly at: Instant;
  readonly by: Practitioner;
  readonly amount: DrugAmount;
  readonly order?: string;
  readonly site?: string;
  readonly purpose: 'first' | 'booster' | 'unordered';
}

/** One stretch of an infusion at one rate; rate 0 while paused. */
export interface InfusionStretch {
  readonly from: Instant;
  readonly rate: PumpRate;
}

export interface Infusion {
  readonly seq: number;
  readonly order: string;
  readonly concentration: DrugConcentration;
  readonly bagVolume: Volume;
  readonly amount: DrugAmount;
  readonly stretches: readonly InfusionStretch[];
  /** The rate to go back to after a pause. */
  readonly rate: PumpRate;
  readonly stoppedAt?: Instant;
  /** Out of which draws the bag was made. */
  readonly draws?: readonly DrawPart[];
  /** What had been delivered when it stopped. */
  readonly delivered?: DrugAmount;
}

export interface PhaseEntry {
  readonly phase: string;
  readonly at: Instant;
  readonly seq: number;
}

export interface Session {
  readonly status: SessionStatus;
  /** The number of events folded; the next event's `seq` is one more. */
  readonly seq: number;
  readonly plan?: Bodies['SessionPlanned'];
  readonly arrivedAt?: Instant;
  readonly focus?: string;
  readonly intention?: string;
  /** Every confirmation that stands, in order of clinical time; see `gatesAt`. */
  readonly gateConfirmations: readonly GateConfirmation[];
  /** When touch was withdrawn, by clinical time; see `touchStandingAt`. */
  readonly touchWithdrawals: readonly TouchWithdrawal[];
  readonly people: readonly PersonPresent[];
  readonly phases: readonly PhaseEntry[];
  /** In order of clinical time. */
  readonly vitalSigns: readonly VitalSignsEntry[];
  /** When each kind of reading was last taken, by clinical time: hours of readings are not searched at every command. */
  readonly latestReadings: { readonly [Kind in keyof VitalSigns]?: Instant };
  /** The last reading, by clinical time, at which somebody is to be called. */
  readonly lastCall?: VitalSignsEntry;
  /** The highest systolic pressure of the session. */
  readonly systolicPeak?: Quantity<'mm[Hg]'>;
  readonly orders: readonly Order[];
  readonly doses: readonly DoseGiven[];
  readonly infusions: readonly Infusion[];
  /** What was taken out of containers, and what became of it. */
  readonly draws: readonly DrawnMedicine[];
  readonly wastes: readonly WastedMedicine[];
  readonly nosc: { readonly onset?: Instant; readonly peak?: Instant; readonly return?: Instant };
  /** The music as it plays, or played last. */
  readonly music?: MusicState;
  readonly adverseEvents: readonly EventOf<'AdverseEventRecorded'>[];
  readonly emergencyStop?: { readonly at: Instant; readonly reason?: string };
  readonly recoveryScores: readonly { readonly at: Instant; readonly total: number }[];
  readonly criteria: readonly {
    readonly criterion: DischargeCriterion;
    readonly met: boolean;
    readonly at: Instant;
    readonly by: Practitioner;
    readonly note?: string;
  }[];
  readonly escort?: { readonly name: string; readonly telephone: string; readonly at: Instant };
  /** When the session ended, whichever way. */
  readonly endedAt?: Instant;
  readonly signedOverrides: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly by: Practitioner;
    readonly seq: number;
  }[];
  /** Seqs that were struck out. */
  readonly struck: readonly number[];
  /** Every flag that stands, with the seq it belongs to. */
  readonly flags: readonly (Flag & { readonly seq: number })[];
  readonly signatures: readonly {
    readonly by: Practitioner;
    readonly at: Instant;
    readonly meaning: 'author' | 'reviewer';
  }[];
  /** Every event, struck ones too; a strike folds it anew. */
  readonly log: readonly SessionEvent[];
}

/** A session before anything has happened. */
export const EMPTY_SESSION: Session = {
  status: 'planned',
  seq: 0,
  gateConfirmations: [],
  touchWithdrawals: [],
  people: [],
  phases: [],
  vitalSigns: [],
  latestReadings: {},
  orders: [],
  doses: [],
  infusions: [],
  draws: [],
  wastes: [],
  nosc: {},
  adverseEvents: [],
  criteria: [],
  recoveryScores: [],
  signedOverrides: [],
  struck: [],
  flags: [],
  signatures: [],
  log: [],
};

export type { SessionEvent };
