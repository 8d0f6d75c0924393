/** Signing an order, or amending one: the terms, the arithmetic for the last weight, what stands against it, and the history. */
import {
  asksForProof,
  COURSE_ORDER_SIGNED,
  type CourseOrder,
  type CourseOrderTerms,
  dayAt,
  daysBetween,
  type Instant,
  instant,
  isTakenOn,
  type Protocol,
  prepareDose,
  prescribedOf,
  type Refusal,
  sayQuantity,
  whatStopsTerms,
} from '@holdspace/care';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { DoseSteps } from '../room/dose-steps.tsx';
import { isScreenLocked } from '../sign-in/screen.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { Form } from '../ui/form.tsx';
import { HINT_BELOW } from '../ui/hint-below.ts';
import { sayDay } from '../ui/moment.ts';
import { CautionsOfList } from './cautions.tsx';
import { DoseHistory } from './dose-history.tsx';
import styles from './orders.module.css';
import { type CourseAct, type OrdersShown, useMedicines, useSendOrder } from './queries.ts';
import { type Typed, termsOf, typedFrom } from './terms-form.ts';

interface OrderEditorProps {
  readonly patientId: string;
  readonly courseId: string;
  readonly protocol: Protocol;
  readonly known: OrdersShown;
  readonly amends?: CourseOrder;
  readonly onLeave: () => void;
}

/** "measured today", "measured 12 days ago" */
const sayAge = (measuredOn: string, now: Instant, zone: string): string => {
  const days = daysBetween(measuredOn, dayAt(now, zone));
  return days === 0
    ? 'measured today'
    : `measured ${days === 1 ? 'yesterday' : `${days} days ago`}, ${sayDay(measuredOn)}`;
};

export function OrderEditor({ patientId, courseId, protocol, known, amends, onLeave }: OrderEditorProps) {
  const zone = useZone();
  const me = useMe();
  const medicines = useMedicines(patientId);
  const [now] = useState(() => instant(Date.now()));
  const [id, setId] = useState(newId);
  const [typed, setTyped] = useState<Typed>(() => typedFrom(protocol, dayAt(now, zone), amends?.terms));
  const [reason, setReason] = useState('');
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [signing, setSigning] = useState<CourseAct>();
  const sending = useSendOrder(courseId);
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const { terms, wrong } = termsOf(typed);
  const stops = terms ? stopsOf() : [];
  const today = dayAt(now, zone);
  const taken = (medicines.data?.medicines ?? []).filter((medicine) => isTakenOn(medicine, today));

  /** What the server will ask too; credentials it alone knows. */
  function stopsOf(): readonly Refusal[] {
    if (!terms) return [];
    const all = [...known.orders, ...known.elsewhere];
    const last = known.doses.at(-1);
    return whatStopsTerms(
      {
        protocol,
        courseId,
        patientId,
        zone,
        orders: all.map(({ order }) => order),
        sessionsUsed: Object.fromEntries(all.map(({ order, sessionsUsed }) => [order.id, sessionsUsed])),
        ...(known.weight && { weight: known.weight }),
        ...(last && { lastDose: last }),
        credentials: {},
        author: me.practitioner,
        now,
      },
      terms,
      amends,
    ).filter(({ rule }) => rule !== 'credentials-in-order');
  }

  const send = () => {
    if (!terms) return;
    const overrides = stops
      .filter(({ rule, stop }) => stop === 'soft' && reasons[rule]?.trim())
      .map(({ rule }) => ({ rule, reason: reasons[rule]?.trim() ?? '' }));
    const body = { id, terms: { ...terms, products: [...terms.products] }, ...(overrides.length > 0 && { overrides }) };
    const act: CourseAct = amends
      ? { act: 'amend', order: amends.id, version: amends.version, reason: reason.trim(), ...body }
      : { act: 'sign', ...body };
    if (asksForProof({ isLocked: isScreenLocked(), isShared: me.screen.isShared }, me.signing)) setSigning(act);
    else deliver(act);
  };
  const deliver = (act: CourseAct, proof?: string) =>
    sending.mutate(
      { act, ...(proof && { proof }) },
      { onSuccess: onLeave, onError: () => setId(newId()), onSettled: () => setSigning(undefined) },
    );

  return (
    <div className={styles.inset}>
      <h4 className={styles.title}>{amends ? 'Amend the standing order' : 'Sign a standing order'}</h4>
      <div className={styles.form}>
        <Form
          send={amends ? `Sign version ${amends.version + 1}` : 'Sign the order'}
          isSending={sending.isPending}
          error={sending.error}
          onLeave={onLeave}
          onSend={send}
        >
          <Fields protocol={protocol} typed={typed} wrong={wrong} onChange={set} />
          {amends && (
            <TextInput
              label="Why it is amended"
              required
              withAsterisk={false}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <div className={styles.whole} aria-live="polite">
            {stops.map((stop) => (
              <Stop
                key={`${stop.rule} ${stop.message}`}
                stop={stop}
                reason={reasons[stop.rule] ?? ''}
                onReason={(text) => setReasons((before) => ({ ...before, [stop.rule]: text }))}
              />
            ))}
          </div>
          {signing && (
            <div className={styles.whole}>
              <SignAct
                title={`Sign ${COURSE_ORDER_SIGNED}`}
                at={`/api/courses/${courseId}`}
                what={{ act: signing }}
                by="self"
                onSigned={({ proof }) => deliver(signing, proof)}
                onClose={() => setSigning(undefined)}
              />
            </div>
          )}
        </Form>
        <div className={styles.beside}>
          <section>
            <h4>Arithmetic</h4>
            <ArithmeticOf protocol={protocol} terms={terms} weight={known.weight} now={now} zone={zone} />
          </section>
          <section>
            <h4>Medicines</h4>
            {medicines.data ? (
              <CautionsOfList medicines={taken} />
            ) : (
              <p className={styles.unknown}>Loading the list …</p>
            )}
          </section>
          <section>
            <h4>Earlier doses</h4>
            <DoseHistory doses={known.doses} />
          </section>
        </div>
      </div>
    </div>
  );
}

const DOSE_LABELS = { weight: 'Dose, mg/kg', fixed: 'Dose, mg', units: 'How many pieces or devices' } as const;

function Fields({
  protocol,
  typed,
  wrong,
  onChange,
}: {
  protocol: Protocol;
  typed: Typed;
  wrong: ReturnType<typeof termsOf>['wrong'];
  onChange: (change: Partial<Typed>) => void;
}) {
  const { medicine, dose, delivery, visits } = protocol;
  const isCounted = medicine.products.some(({ form }) => form === 'unit');
  const range =
    dose.basis.by === 'weight'
      ? `Usual ${sayQuantity(dose.basis.usual)}; ${sayQuantity(dose.basis.allowed.low)} to ${sayQuantity(dose.basis.allowed.high)} under this protocol.`
      : `${dose.basis.choices.map(sayQuantity).join(' or ')} under this protocol.`;
  return (
    <>
      <Checkbox.Group
        label={`Products of ${medicine.substance} (${medicine.form}), ${medicine.route}, that may be used`}
        value={[...typed.products]}
        onChange={(products) => onChange({ products })}
      >
        {medicine.products.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} mt="xs" />
        ))}
      </Checkbox.Group>
      <NativeSelect
        label="Dose by"
        value={typed.by}
        data={[
          { value: 'weight', label: 'weight: mg for each kg' },
          { value: 'fixed', label: 'fixed: mg' },
          ...(isCounted ? [{ value: 'units', label: 'count: pieces or devices' }] : []),
        ]}
        onChange={(event) => onChange({ by: event.currentTarget.value as Typed['by'], dose: '' })}
      />
      <TextInput
        label={DOSE_LABELS[typed.by]}
        description={range}
        inputWrapperOrder={HINT_BELOW}
        required
        withAsterisk={false}
        inputMode="decimal"
        autoComplete="off"
        value={typed.dose}
        error={wrong.dose}
        onChange={(event) => onChange({ dose: event.currentTarget.value })}
      />
      {delivery.kind === 'infusion' && (
        <TextInput
          label="Over, minutes (if other than usual)"
          inputWrapperOrder={HINT_BELOW}
          description={`${sayQuantity(delivery.duration)} where nothing is written; ${sayQuantity(delivery.durationAllowed.low)} to ${sayQuantity(delivery.durationAllowed.high)} under this protocol.`}
          inputMode="decimal"
          autoComplete="off"
          value={typed.minutes}
          error={wrong.minutes}
          onChange={(event) => onChange({ minutes: event.currentTarget.value })}
        />
      )}
      {dose.booster && (
        <TextInput
          label="Booster, mg (if any)"
          inputWrapperOrder={HINT_BELOW}
          description={`One, ${sayQuantity(dose.booster.allowed.low)} to ${sayQuantity(dose.booster.allowed.high)}, between ${sayQuantity(dose.booster.earliest)} and ${sayQuantity(dose.booster.latest)} after the first dose.`}
          inputMode="decimal"
          autoComplete="off"
          value={typed.booster}
          error={wrong.booster}
          onChange={(event) => onChange({ booster: event.currentTarget.value })}
        />
      )}
      <TextInput
        label="For how many sessions"
        inputWrapperOrder={HINT_BELOW}
        description={`The protocol’s usual course has ${visits.dosing.usualCount}.`}
        required
        withAsterisk={false}
        inputMode="numeric"
        autoComplete="off"
        value={typed.sessions}
        error={wrong.sessions}
        onChange={(event) => onChange({ sessions: event.currentTarget.value })}
      />
      <TextInput
        label="Good from"
        type="date"
        required
        withAsterisk={false}
        value={typed.validFrom}
        onChange={(event) => onChange({ validFrom: event.currentTarget.value })}
      />
      <TextInput
        label="Good until, that day included"
        type="date"
        required
        withAsterisk={false}
        value={typed.validUntil}
        onChange={(event) => onChange({ validUntil: event.currentTarget.value })}
      />
      <Textarea
        label="Note (if any)"
        autosize
        minRows={2}
        value={typed.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </>
  );
}

function Stop({ stop, reason, onReason }: { stop: Refusal; reason: string; onReason: (text: string) => void }) {
  const isSoft = stop.stop === 'soft';
  return (
    <div className={`${styles.stop} ${isSoft ? styles.soft : ''}`}>
      <strong>{stop.title}.</strong> {stop.message} <span className={styles.small}>{stop.satisfy}</span>
      {isSoft && (
        <TextInput
          label="Reason"
          aria-label={`Reason: ${stop.title}`}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

/** For each product that may be used, since the drawn volume differs; by the weight on record, whose age is told. */
function ArithmeticOf({
  protocol,
  terms,
  weight,
  now,
  zone,
}: {
  protocol: Protocol;
  terms: CourseOrderTerms | undefined;
  weight: OrdersShown['weight'];
  now: Instant;
  zone: string;
}) {
  if (!terms) return <p className={styles.unknown}>Shown as soon as the order is written.</p>;
  if (!weight && terms.prescribed.by === 'weight')
    return <p className={styles.unknown}>No weight is on record. In the room it is computed from that day’s weight.</p>;
  const shown = weight && { weight: weight.weight, says: sayAge(weight.measuredOn, now, zone) };
  return terms.products.map((product) => {
    const prescribed = prescribedOf(protocol, terms, product);
    if (!prescribed) return null;
    const prepared = prepareDose(protocol, {
      prescribed,
      product,
      ...(weight && { weight: weight.weight }),
      ...(terms.over && { over: terms.over }),
    });
    const name = protocol.medicine.products.find(({ id }) => id === product)?.name ?? product;
    return (
      <div key={product} className={styles.product}>
        <div className={styles.small}>{name}</div>
        {prepared.known ? (
          <DoseSteps dose={{ ...prepared, prescribed }} productId={product} weight={shown} protocol={protocol} />
        ) : (
          <p className={styles.unknown}>{prepared.because}</p>
        )}
      </div>
    );
  });
}
