/** The standing orders of a course: what stands, what stood, and signing, amending and stopping them. */
import { mayEver, type Protocol, sayPrescribed, sayQuantity } from '@holdspace/care';
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { useProtocolVersion } from '../protocols/queries.ts';
import { Form } from '../ui/form.tsx';
import { sayDate, sayDay } from '../ui/moment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { OrderEditor } from './order-editor.tsx';
import styles from './orders.module.css';
import { type OrderShown, useOrders, useStopOrder } from './queries.ts';

interface CourseOrdersProps {
  readonly patientId: string;
  readonly courseId: string;
  readonly protocol: { readonly id: string; readonly version: string; readonly name: string };
}

export default function CourseOrders({ patientId, courseId, protocol }: CourseOrdersProps) {
  const heading = useId();
  const { practitioner } = useMe();
  const known = useOrders(courseId);
  const version = useProtocolVersion(protocol);
  const [editing, edit] = useState<'new' | OrderShown>();
  const maySign = mayEver('sign a course order', practitioner.roles);
  const mayStop = mayEver('stop a course order', practitioner.roles);
  const leave = () => edit(undefined);
  const { orders = [] } = known.data ?? {};
  // Whatever is of use to a next session first; what was is folded away.
  const current = orders.filter(({ standing }) => standing.stands || standing.why === 'not_yet');
  const before = orders.filter((one) => !current.includes(one));
  return (
    <section className={styles.orders} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 className={styles.title} id={heading}>
          Standing order
        </h3>
        {maySign && known.data && version.data && !editing && current.length === 0 && (
          <Button variant="subtle" leftSection={<Sign name="plus" size={16} />} onClick={() => edit('new')}>
            Sign a standing order
          </Button>
        )}
      </div>
      <ProblemAlert error={known.error ?? version.error} />
      {known.isPending && <LoadingState says="Loading the orders" />}
      {known.data && current.length === 0 && !editing && (
        <p className={styles.unknown}>None stands: each session’s dose is ordered for itself.</p>
      )}
      {editing && known.data && version.data && (
        <OrderEditor
          patientId={patientId}
          courseId={courseId}
          protocol={version.data.protocol}
          known={known.data}
          {...(editing !== 'new' && { amends: editing.order })}
          onLeave={leave}
        />
      )}
      {editing === undefined &&
        current.map((one) => (
          <Order
            key={one.order.id}
            shown={one}
            protocol={version.data?.protocol}
            mayStop={mayStop}
            {...(maySign && { onAmend: () => edit(one) })}
          />
        ))}
      {before.length > 0 && (
        <details>
          <summary>Orders before</summary>
          {before.map((one) => (
            <Order key={one.order.id} shown={one} protocol={version.data?.protocol} mayStop={false} />
          ))}
        </details>
      )}
    </section>
  );
}

const STATE_WORDS = { stopped: 'stopped', not_yet: 'not yet', expired: 'run out', used_up: 'used up' } as const;

interface OrderProps {
  readonly shown: OrderShown;
  /** Of the course; it names the products. */
  readonly protocol: Protocol | undefined;
  readonly mayStop: boolean;
  readonly onAmend?: () => void;
}

function Order({ shown, protocol, mayStop, onAmend }: OrderProps) {
  const zone = useZone();
  const { order, standing, sessionsUsed } = shown;
  const [isStopping, stop] = useState(false);
  const { terms, signedBy, signedAt, medicine, versions, overrides } = order;
  const nameOf = (product: string) => protocol?.medicine.products.find(({ id }) => id === product)?.name ?? product;
  return (
    <article className={styles.order} aria-label={`Order of ${sayDate(versions[0]?.signedAt ?? signedAt, zone)}`}>
      <div className={styles.head}>
        <span>
          <span className={`${styles.dose} hs-numbers`}>{sayPrescribed(terms)}</span> {medicine.substance}{' '}
          {medicine.form}, {medicine.route}
        </span>
        <StatusBadge meaning={standing.stands ? 'good' : 'neutral'}>
          {standing.stands ? 'stands' : STATE_WORDS[standing.why]}
        </StatusBadge>
      </div>
      <dl className={styles.facts}>
        <Fact name="Signed by">
          {signedBy.name}, {sayDate(signedAt, zone)}
          {order.version > 1 && `, version ${order.version}`}
        </Fact>
        <Fact name="Good">
          {sayDay(terms.validFrom)} to {sayDay(terms.validUntil)}
        </Fact>
        <Fact name="Sessions">
          {sessionsUsed} of {terms.sessions} used
        </Fact>
        {terms.over && <Fact name="Over">{sayQuantity(terms.over)}</Fact>}
        {terms.booster && <Fact name="Booster">{sayQuantity(terms.booster.amount)}, once</Fact>}
        <Fact name="Products">{terms.products.map(nameOf).join(', ')}</Fact>
        {terms.note && <Fact name="Note">{terms.note}</Fact>}
      </dl>
      {overrides.map(({ rule, message, reason }) => (
        <p key={rule} className={styles.small}>
          {message} Signed all the same: “{reason}”
        </p>
      ))}
      {!standing.stands && <p className={styles.small}>{standing.because}</p>}
      {versions.length > 1 && (
        <details className={styles.small}>
          <summary>Earlier versions</summary>
          <ul>
            {versions.slice(0, -1).map((one, index) => (
              <li key={one.version}>
                Version {one.version}, {one.signedBy.name}, {sayDate(one.signedAt, zone)}: {sayPrescribed(one.terms)}.
                Amended: “{versions[index + 1]?.because}”
              </li>
            ))}
          </ul>
        </details>
      )}
      {isStopping && <StopForm shown={shown} onLeave={() => stop(false)} />}
      {!isStopping && (onAmend || mayStop) && (
        <div className={styles.buttons}>
          {onAmend && (
            <Button variant="default" onClick={onAmend}>
              Amend
            </Button>
          )}
          {mayStop && (
            <Button variant="default" onClick={() => stop(true)}>
              Stop
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function StopForm({ shown: { order }, onLeave }: { shown: OrderShown; onLeave: () => void }) {
  const stopping = useStopOrder(order.courseId, order.id);
  const [id] = useState(newId);
  const [reason, setReason] = useState('');
  return (
    <Form
      send="Stop the order"
      isSending={stopping.isPending}
      error={stopping.error}
      onLeave={onLeave}
      onSend={() => stopping.mutate({ id, reason }, { onSuccess: onLeave })}
    >
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
