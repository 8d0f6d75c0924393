/** What a session's log comes to in the copy: pure, from the fold of its events. */
import {
  between,
  cumulativeDose,
  deliveredAt,
  doseTimes,
  fold,
  type Instant,
  labelOf,
  latest,
  MINUTE,
  type Protocol,
  type Role,
  ranUntil,
  type Session,
  type VitalSigns,
  weightAt,
} from '@holdspace/care';
import type { FedSession } from '@holdspace/store';
import type { RowOf } from '../tables.ts';
import { termOf } from './adverse-event-terms.ts';

export interface SessionRows {
  readonly session: RowOf<'session'>;
  readonly administration: readonly RowOf<'administration'>[];
  readonly vital: readonly RowOf<'vital'>[];
  readonly adverse_event: readonly RowOf<'adverse_event'>[];
}
export type NameOf = (id: string) => string;

/** To a tenth of a second: a room's clocks say no more, and files are smaller. */
const toMinutes = (milliseconds: number): number => Math.round((milliseconds / MINUTE) * 600) / 600;

export function sessionRows(fed: FedSession, protocol: Protocol, nameOf: NameOf): SessionRows {
  const state = fold(fed.events);
  const first = doseTimes(state).first;
  const since = (at: Instant): number | null => (first === undefined ? null : toMinutes(between(first, at)));
  const until = fed.events.reduce((last, { at }) => latest(last, at), fed.begunAt);
  const ids = { session_id: nameOf(fed.id), patient_id: nameOf(fed.patientId) };
  const of = { session_id: ids.session_id, protocol_id: fed.protocolId };

  const administration: RowOf<'administration'>[] = [
    ...state.doses.map(({ purpose, at, amount }) => ({
      ...ids,
      kind: purpose,
      given_at: at,
      minutes: since(at),
      lasted: null,
      amount_ug: amount.value,
    })),
    ...state.infusions.flatMap((infusion) => {
      const from = infusion.stretches[0]?.from;
      if (from === undefined) return [];
      const amount = infusion.delivered ?? deliveredAt(infusion, until);
      return [
        {
          ...ids,
          kind: 'infusion',
          given_at: from,
          minutes: since(from),
          lasted: toMinutes(ranUntil(infusion, until)),
          amount_ug: amount.value,
        },
      ];
    }),
  ];
  const vital = state.vitalSigns.flatMap(({ at, vitalSigns }) =>
    readingsOf(vitalSigns).map(([kind, { value, unit }]) => ({ ...of, minutes: since(at), kind, value, unit })),
  );
  const adverse_event = state.adverseEvents.map(({ at, term, grade, relatedness, outcome }) => ({
    ...ids,
    protocol_id: fed.protocolId,
    happened_at: at,
    minutes: since(at),
    term: termOf(term),
    grade,
    relatedness,
    outcome,
  }));
  const dose = cumulativeDose(state, until).value;
  const weight = weightAt(state, until)?.weight.value ?? null;
  const session: RowOf<'session'> = {
    ...ids,
    course_id: fed.courseId === null ? null : nameOf(fed.courseId),
    protocol_id: fed.protocolId,
    protocol_version: fed.protocolVersion,
    way: labelOf(protocol).kind,
    substance: protocol.medicine.substance,
    route: protocol.medicine.route,
    status: state.status,
    arrived_at: state.arrivedAt ?? null,
    first_dose_at: first ?? null,
    ended_at: state.endedAt ?? null,
    dose_ug: dose,
    weight_kg: weight,
    dose_mg_per_kg: weight === null || dose === 0 ? null : dose / 1000 / weight,
    boosters: state.doses.filter(({ purpose }) => purpose === 'booster').length,
    ...pressuresOf(state, first),
    nosc_onset: first && state.nosc.onset ? since(state.nosc.onset) : null,
    nosc_return: first && state.nosc.return ? since(state.nosc.return) : null,
    ...settingOf(state, protocol),
    guide_present: wasThere(state, 'guide', first),
    therapist_present: wasThere(state, 'therapist', first),
    adverse_events: adverse_event.length,
  };
  return { session, administration, vital, adverse_event };
}

type Reading = { readonly value: number; readonly unit: string };
function readingsOf({ bloodPressure, ...others }: VitalSigns): readonly (readonly [string, Reading])[] {
  const all: Record<string, Reading | undefined> = {
    systolic: bloodPressure?.systolic,
    diastolic: bloodPressure?.diastolic,
    ...others,
  };
  return Object.entries(all).flatMap(([kind, reading]) => (reading ? [[kind, reading] as const] : []));
}

function pressuresOf(
  state: Session,
  first: Instant | undefined,
): Pick<RowOf<'session'>, 'systolic_baseline' | 'systolic_peak'> {
  const read = state.vitalSigns.flatMap(({ at, vitalSigns }) =>
    vitalSigns.bloodPressure ? [{ at, value: vitalSigns.bloodPressure.systolic.value }] : [],
  );
  // What was read at the very moment of the dose is a baseline.
  const before = read.filter(({ at }) => first === undefined || at <= first);
  const after = read.filter(({ at }) => first !== undefined && at > first).map(({ value }) => value);
  return {
    systolic_baseline: before.at(-1)?.value ?? null,
    systolic_peak: after.length > 0 ? Math.max(...after) : null,
  };
}

/** What stood ready, as the last look at the room found it; and music that played, whether or not anybody looked. */
function settingOf(state: Session, protocol: Protocol): Pick<RowOf<'session'>, 'music' | 'eye_cover' | 'ceremony'> {
  const found = state.gateConfirmations.findLast(({ finding }) => finding.gate === 'setting_prepared')?.finding;
  const ready = found?.gate === 'setting_prepared' ? new Set(found.elements) : undefined;
  const has = (kind: Protocol['setting'][number]['element']): boolean | null =>
    ready ? protocol.setting.some(({ id, element }) => element === kind && ready.has(id)) : null;
  return { music: state.music ? true : has('music'), eye_cover: has('eye_cover'), ceremony: has('ceremony') };
}

/** Whoever left before the first dose was not there for it; where none was given, whoever came. */
const wasThere = ({ people }: Session, role: Role, first: Instant | undefined): boolean =>
  people.some(
    ({ roles, until }) =>
      roles.includes(role) && (first === undefined || until === undefined || until.localeCompare(first) > 0),
  );
