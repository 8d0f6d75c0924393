/** The medicine: what was ordered, who checked it, what was given, and what may be done next. */
import {
  activeInfusion,
  amountPerKilogram,
  cumulativeDose,
  doseTimes,
  type Instant,
  later,
  type Order,
  type Protocol,
  SECOND,
  type Session,
  sayQuantity,
  sayRoles,
  weightAt,
} from '@holdspace/care';
import { useState } from 'react';
import { Clock, Countdown } from '../ui/clock.tsx';
import { sayTime } from '../ui/moment.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Arithmetic } from './arithmetic.tsx';
import { InfusionRunning } from './infusion.tsx';
import { GiveDose, InHand, OrderForm, StandingOrder } from './later.ts';
import styles from './medicine.module.css';
import { leftOf } from './order-left.ts';
import { InPlace, Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import {
  useAnswer,
  useAsk,
  useAuthor,
  useLoaded,
  useMoment,
  useProtocol,
  useSession,
  useSessionZone,
} from './use-session.tsx';

type Opened = 'first' | 'booster' | 'first_by_another';

export function Medicine() {
  const protocol = useProtocol();
  const { orders, doses, infusions, status } = useMedicine();
  const author = useAuthor();
  const [opened, setOpened] = useState<Opened>();
  const infusion = useSession(activeInfusion);
  const { courseOrders } = useLoaded();
  const hasCourseOrder = courseOrders?.orders.some(({ courseId }) => courseId === courseOrders.courseId) ?? false;
  const hasDrawn = useSession((session) => session.draws.length > 0);
  const standing = orders.filter((order) => !order.stopped && leftToGive(order, doses, protocol));
  const hasFirst = orders.some((order) => order.dose.purpose === 'first' && !order.stopped);
  const given = doses.length + infusions.length > 0;
  const { booster, orderBy } = protocol.dose;
  const boosterLeft =
    booster !== undefined &&
    given &&
    orders.filter((order) => order.dose.purpose === 'booster' && !order.stopped).length < booster.most;
  const mayOrder = author.roles.some((role) => orderBy.includes(role));
  const isOpen = status === 'open' || status === 'planned';
  const close = () => setOpened(undefined);
  return (
    <Part title={infusion ? 'Infusion' : 'Medicine'}>
      <div className={parts.stack}>
        {given && !infusion && <Given />}
        {infusion && <InfusionRunning infusion={infusion} />}
        {!infusion && standing.map((order) => <OrderCard key={order.id} order={order} />)}
        {hasDrawn && <InHand />}
        {given && booster && boosterLeft && <BoosterWindow />}
        {opened === undefined && isOpen && hasCourseOrder && (!hasFirst || boosterLeft) && (
          <StandingOrder purpose={hasFirst ? 'booster' : 'first'} />
        )}
        {opened === 'first' && <OrderForm purpose="first" onClose={close} />}
        {opened === 'first_by_another' && <OrderForm purpose="first" isSignedByAnother onClose={close} />}
        {opened === 'booster' && <OrderForm purpose="booster" onClose={close} />}
        {opened === undefined && isOpen && (
          <div className={parts.row}>
            {!hasFirst && mayOrder && (
              <button type="button" className={parts.primary} onClick={() => setOpened('first')}>
                Order the dose
              </button>
            )}
            {boosterLeft && mayOrder && (
              <button type="button" className={parts.button} onClick={() => setOpened('booster')}>
                Order a booster
              </button>
            )}
            {!hasFirst && !mayOrder && (
              <>
                <p className={parts.hint}>
                  {hasCourseOrder ? 'For this session alone a' : 'No order yet. A'} {sayRoles(orderBy)} orders from
                  their own sign-in, or signs here.
                </p>
                <button type="button" className={parts.button} onClick={() => setOpened('first_by_another')}>
                  Order here, signed by a colleague
                </button>
              </>
            )}
          </div>
        )}
      </div>
    </Part>
  );
}

/** An infusion order is used up when it starts; others when everything was given. */
const leftToGive = (order: Order, doses: Session['doses'], protocol: Protocol): boolean =>
  protocol.delivery.kind === 'infusion' ? !order.used : leftOf(order, doses).value > 0;

/** What was ordered and given, each kept as it is while readings come. */
const useMedicine = () => ({
  orders: useSession((session) => session.orders),
  doses: useSession((session) => session.doses),
  infusions: useSession((session) => session.infusions),
  status: useSession((session) => session.status),
});

function Given() {
  const { orders, doses } = useMedicine();
  const protocol = useProtocol();
  const moment = useMoment();
  const zone = useSessionZone();
  const total = useAnswer((session) => cumulativeDose(session, moment));
  const weight = useAnswer((session) => weightAt(session, moment)?.weight);
  const first = useSession((session) => doseTimes(session).first);
  const last = doses.at(-1);
  const { delivery } = protocol;
  return (
    <div className={styles.given}>
      <div className={`${styles.total} hs-numbers`}>
        {sayQuantity({ value: Math.round(total.value / 100) * 100, unit: 'ug' })}
        <span className={styles.beside}>
          {' '}
          given in all{weight && `, ${sayQuantity(amountPerKilogram(total, weight))}`}
        </span>
      </div>
      {first && (
        <div className={parts.hint}>
          since {sayTime(first, zone)}, <Clock since={first} />
        </div>
      )}
      {delivery.kind === 'lozenge' && last && (
        <Until
          from={last.at}
          seconds={delivery.hold.value}
          says={`Held until it may be let go: ${delivery.afterHold.replace('_', ' ')}`}
        />
      )}
      {delivery.kind === 'nasal_device' && last && orders.some((order) => leftOf(order, doses).value > 0) && (
        <Until from={last.at} seconds={delivery.between.value} says="Next device" />
      )}
    </div>
  );
}

function Until({ from, seconds, says }: { from: Instant; seconds: number; says: string }) {
  return (
    <div>
      <Countdown says={says} dueAt={later(from, seconds * SECOND)} />
    </div>
  );
}

function BoosterWindow() {
  const { booster } = useProtocol().dose;
  const moment = useMoment();
  const zone = useSessionZone();
  const first = useSession((session) => doseTimes(session).first);
  if (!booster || !first) return null;
  const opens = later(first, booster.earliest.value * SECOND);
  const closes = later(first, booster.latest.value * SECOND);
  const says = `Booster between ${sayTime(opens, zone)} and ${sayTime(closes, zone)}`;
  if (moment < opens) return <Countdown says={says} dueAt={opens} />;
  return (
    <div>
      {says}{' '}
      <StatusBadge meaning={moment <= closes ? 'accent' : 'neutral'}>
        {moment <= closes ? 'window open' : 'window closed'}
      </StatusBadge>
    </div>
  );
}

function OrderCard({ order }: { order: Order }) {
  const protocol = useProtocol();
  const author = useAuthor();
  const zone = useSessionZone();
  const [stopping, setStopping] = useState(false);
  const check = protocol.dose.secondPersonCheck;
  const needsCheck = check.required && !order.checkedBy;
  const asking = useAsk();
  const weight = useAnswer((session) => weightAt(session, order.at)?.weight);
  const mayCheck = order.by.id !== author.id && author.roles.some((role) => check.by.includes(role));
  const product = protocol.medicine.products.find((one) => one.id === order.dose.product);
  return (
    <article className={styles.order} aria-label={order.dose.purpose === 'booster' ? 'Booster order' : 'Order'}>
      <div className={styles.orderHead}>
        <strong className={styles.amount}>
          {order.dose.purpose === 'booster' ? 'Booster: ' : ''}
          {sayQuantity(order.dose.amount)}
        </strong>{' '}
        <span>{product?.name ?? order.dose.product}</span>
        <div className={parts.hint}>
          {order.dose.underCourseOrder
            ? `placed by ${order.by.name} at ${sayTime(order.at, zone)} under the course order of ${order.dose.underCourseOrder.signedBy.name}, version ${order.dose.underCourseOrder.version}`
            : `ordered by ${order.by.name} at ${sayTime(order.at, zone)}`}
        </div>
      </div>
      <Arithmetic dose={order.dose} productId={order.dose.product} weight={weight} />
      {order.checkedBy ? (
        <StatusBadge meaning="good">checked by {order.checkedBy.name}</StatusBadge>
      ) : (
        check.required && (
          <div className={parts.stack}>
            <StatusBadge meaning="caution" wrap>
              waits for a second-person check
            </StatusBadge>
            {mayCheck ? (
              <button
                type="button"
                className={parts.primary}
                onClick={() => asking.ask({ type: 'CheckOrder', order: order.id })}
              >
                I have checked this order
              </button>
            ) : (
              <>
                <p className={parts.hint}>
                  A {sayRoles(check.by)} other than {order.by.name} checks it from their own sign-in, or signs here.
                </p>
                <button
                  type="button"
                  className={parts.button}
                  onClick={() => asking.askAnother({ type: 'CheckOrder', order: order.id })}
                >
                  A colleague signs the check here
                </button>
              </>
            )}
          </div>
        )
      )}
      <Refusals asking={asking} />
      {!needsCheck && <GiveDose order={order} />}
      {stopping ? (
        <StopOrder order={order} onClose={() => setStopping(false)} />
      ) : (
        <button type="button" className={parts.quiet} onClick={() => setStopping(true)}>
          Stop this order
        </button>
      )}
    </article>
  );
}

function StopOrder({ order, onClose }: { order: Order; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const asking = useAsk(onClose);
  return (
    <InPlace title="Stop this order" onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'StopOrder', order: order.id, reason: reason.trim() });
        }}
      >
        <Text label="Why" value={reason} onChange={setReason} />
        <button type="submit" className={parts.caution}>
          Stop the order
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}
