/** One container: how it stands, what may be done with it, and its whole history as lines of the ledger. */
import {
  type Act,
  actOfMovement,
  contentOf,
  inHand,
  inSafes,
  mayEver,
  sayQuantity,
  standsIn,
  useUntil,
  whyNotMoved,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDay, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { ACT_WORDS, ActForm, type ActKind } from './act-form.tsx';
import { AmountBar } from './amount-bar.tsx';
import { LedgerTable } from './ledger-table.tsx';
import styles from './medicine.module.css';
import { type ContainerPageShown, type ContainerShown, type SafeShown, useContainer, useStock } from './queries.ts';
import { isBlocked, States, useStates } from './states-of.tsx';
import { MedicineTabs } from './tabs.tsx';

export default function ContainerPage({ containerId }: { containerId: string }) {
  const page = useContainer(containerId);
  const stock = useStock();
  if (page.isPending || stock.isPending) return <LoadingState says="Loading the container" />;
  if (!page.data || !stock.data)
    return (
      <Page title="Container" ownHeading>
        <FailedState
          what="This container"
          error={page.error ?? stock.error}
          retry={() => {
            void page.refetch();
            void stock.refetch();
          }}
        />
      </Page>
    );
  return <Shown page={page.data} safes={stock.data.safes} />;
}

function Shown({ page, safes }: { page: ContainerPageShown; safes: readonly SafeShown[] }) {
  const { container, holdsSaid, movements } = page;
  const zone = useZone();
  const states = useStates()(container);
  const [said, say] = useState('');
  const product = container.product;
  const until = useUntil(container, product);
  const safe = safes.find(({ id }) => id === standsIn(container));
  return (
    <Page title={container.label} before={<Link href="/medicine">Medicine</Link>} lead={product.name}>
      <MedicineTabs />
      <p role="status" className={said ? styles.done : 'hs-visually-hidden'}>
        {said}
      </p>
      {container.recalled && (
        <p className={styles.blocked}>
          <strong>Lot {container.lot} is recalled: it may not be used.</strong> {container.recalled.reason}{' '}
          <Link href={`/medicine/recalls/${container.recalled.id}`}>Who received it?</Link>
        </p>
      )}
      <Panel title="How it stands" actions={<States states={states} />}>
        <dl className={styles.facts}>
          <div>
            <dt>Left in the safe</dt>
            <dd>
              <AmountBar left={inSafes(container)} whole={contentOf(product)} isBlocked={isBlocked(states)} />
            </dd>
          </div>
          <div>
            <dt>Where</dt>
            <dd>{safe?.name ?? 'In no safe'}</dd>
          </div>
          {inHand(container).value > 0 && (
            <div>
              <dt>In hand</dt>
              <dd>
                {container.places.map(
                  ({ account, amount }) =>
                    account.kind === 'in_hand' && (
                      <div key={account.session}>
                        {sayQuantity(amount)}, <Link href={`/sessions/${account.session}`}>open the session</Link>
                      </div>
                    ),
                )}
              </dd>
            </div>
          )}
          <div>
            <dt>Came with</dt>
            <dd>{holdsSaid}</dd>
          </div>
          <div>
            <dt>Lot</dt>
            <dd>{container.lot}</dd>
          </div>
          {container.serial && (
            <div>
              <dt>Serial number</dt>
              <dd>{container.serial}</dd>
            </div>
          )}
          <div>
            <dt>Last day of use</dt>
            <dd>{sayDay(container.expiresOn)}</dd>
          </div>
          <div>
            <dt>Opened</dt>
            <dd>
              {container.openedAt ? sayDayAndTime(container.openedAt, zone) : 'Not yet'}
              {until && <div className={styles.aside}>to be used by {sayDayAndTime(until, zone)}</div>}
            </dd>
          </div>
          <div>
            <dt>Received</dt>
            <dd>
              <Link href={`/medicine/receipts/${container.receipt}`}>The receipt and its invoice</Link>
            </dd>
          </div>
          <div>
            <dt>Storage</dt>
            <dd>{product.storage}</dd>
          </div>
        </dl>
      </Panel>
      <Acts container={container} safes={safes} onDone={say} />
      <LedgerTable container={container} movements={movements} safes={safes} onDone={say} />
    </Page>
  );
}

const KINDS: readonly ActKind[] = ['moved', 'returned', 'destroyed', 'wasted', 'lost'];

interface ActsProps {
  readonly container: ContainerShown;
  readonly safes: readonly SafeShown[];
  readonly onDone: (says: string) => void;
}

/** What may be done, to those who may: nothing is offered of an empty container. */
function Acts({ container, safes, onDone }: ActsProps) {
  const { roles } = useMe().practitioner;
  const [kind, choose] = useState<ActKind>();
  const may = (act: Act) => mayEver(act, roles);
  const hasOther = safes.length > 1;
  const whole = { safe: standsIn(container) ?? '', amount: inSafes(container) };
  const offered = KINDS.filter(
    (one) => may(actOfMovement(one)) && (one !== 'moved' || hasOther) && whyNotMoved(one, container, whole) === null,
  );
  if (inSafes(container).value === 0 || offered.length === 0) return null;
  return (
    <Panel title="What is done with it">
      <div className={styles.buttons}>
        {offered.map((one) => (
          <Button
            key={one}
            variant="default"
            aria-expanded={kind === one}
            onClick={() => choose(kind === one ? undefined : one)}
          >
            {ACT_WORDS[one].name}
          </Button>
        ))}
      </div>
      {kind && (
        <ActForm
          key={kind}
          container={container}
          kind={kind}
          safes={safes}
          onDone={(says) => {
            choose(undefined);
            onDone(says);
          }}
          onLeave={() => choose(undefined)}
        />
      )}
    </Panel>
  );
}
