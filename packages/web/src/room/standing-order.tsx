/** The order that a prescriber signed for the whole course: placed with one touch, with the arithmetic of today's weight. */
import {
  type CourseOrder,
  prepareDose,
  prescribedOf,
  sayPrescribed,
  sayQuantity,
  standsAt,
  weightAt,
} from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { sayDay } from '../ui/moment.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Pick } from './choices.tsx';
import { DoseSteps } from './dose-steps.tsx';
import styles from './medicine.module.css';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import type { LoadedSession } from './room-state.ts';
import { useAnswer, useAsk, useAuthor, useClient, useLoaded, useMoment, useProtocol } from './use-session.tsx';

type Purpose = 'first' | 'booster';

export default function StandingOrder({ purpose }: { purpose: Purpose }) {
  const { session, courseOrders } = useLoaded();
  const client = useClient();
  const moment = useMoment();
  // Amended or stopped since the room was opened: asked anew, and by the server in any case.
  const fresh = useQuery({
    queryKey: ['course-orders-of-session', session.id],
    queryFn: () => api.get<LoadedSession>(`/api/sessions/${session.id}`),
    staleTime: 15_000,
  });
  const now = fresh.data?.courseOrders;
  useEffect(() => client.knowCourseOrders(now), [client, now]);
  const own = (courseOrders?.orders ?? []).filter(({ courseId }) => courseId === courseOrders?.courseId);
  const order = own.findLast((one) => !one.stopped) ?? own.at(-1);
  if (!order || (purpose === 'booster' && !order.terms.booster)) return null;
  const standing = standsAt(order, moment, courseOrders?.sessionsUsed[order.id] ?? 0);
  return (
    <article className={styles.order} aria-label="Standing order">
      <div className={styles.orderHead}>
        <strong className={styles.amount}>
          {purpose === 'booster' && order.terms.booster
            ? `Booster: ${sayQuantity(order.terms.booster.amount)}`
            : sayPrescribed(order.terms)}
        </strong>{' '}
        <span>standing order</span>
        <div className={parts.hint}>
          signed by {order.signedBy.name}, version {order.version}, good until {sayDay(order.terms.validUntil)}
          {standing.stands && `; ${standing.sessionsLeft} of ${order.terms.sessions} sessions left, with this one`}
        </div>
        {order.terms.note && <p className={parts.hint}>“{order.terms.note}”</p>}
      </div>
      {standing.stands ? (
        <Place key={`${order.id} ${order.version} ${purpose}`} order={order} purpose={purpose} />
      ) : (
        <StatusBadge meaning="caution" wrap>
          It may not be used now. {standing.because}
        </StatusBadge>
      )}
    </article>
  );
}

function Place({ order, purpose }: { order: CourseOrder; purpose: Purpose }) {
  const protocol = useProtocol();
  const author = useAuthor();
  const moment = useMoment();
  const asking = useAsk();
  const weighed = useAnswer((session) => weightAt(session, moment));
  const { terms } = order;
  const offered = protocol.medicine.products.filter(({ id }) => terms.products.includes(id));
  const [product, setProduct] = useState(offered.length === 1 ? offered[0]?.id : undefined);
  const [orderId, setOrderId] = useState(newId);
  const { dose } = protocol;
  const mayPlace = author.roles.some((role) => dose.giveBy.includes(role) || dose.orderBy.includes(role));
  const prescribed =
    product === undefined
      ? undefined
      : purpose === 'booster'
        ? terms.booster && { by: 'fixed' as const, amount: terms.booster.amount }
        : prescribedOf(protocol, terms, product);
  const over = purpose === 'booster' ? undefined : terms.over;
  const prepared =
    prescribed && product
      ? prepareDose(protocol, {
          prescribed,
          product,
          ...(weighed && { weight: weighed.weight }),
          ...(over && { over }),
        })
      : undefined;
  return (
    <>
      {offered.length > 1 && (
        <Pick
          label="Product"
          options={offered.map((one) => ({ value: one.id, says: one.name }))}
          value={product}
          onChange={setProduct}
        />
      )}
      <div aria-live="polite">
        {prepared && !prepared.known && <p className={parts.hint}>{prepared.because}</p>}
        {prepared?.known && prescribed && product && (
          <DoseSteps
            dose={{ ...prepared, prescribed }}
            productId={product}
            weight={weighed && { weight: weighed.weight, says: `measured ${sayDay(weighed.measuredOn)}` }}
            protocol={protocol}
          />
        )}
      </div>
      {mayPlace && (
        <div className={parts.row}>
          <button
            type="button"
            className={parts.primary}
            disabled={!prepared?.known}
            onClick={() => {
              if (!prescribed || !product) return;
              const isTaken = asking.ask({
                type: 'OrderDose',
                order: orderId,
                purpose,
                product,
                prescribed,
                ...(over && { over }),
                underCourseOrder: { id: order.id, version: order.version },
              });
              if (isTaken) setOrderId(newId());
            }}
          >
            Use the standing order
          </button>
        </div>
      )}
      {!prepared?.known && weighed === undefined && terms.prescribed.by === 'weight' && (
        <p className={parts.hint}>The dose is computed from the weight of the gate: weigh the patient first.</p>
      )}
      <Refusals asking={asking} />
    </>
  );
}
