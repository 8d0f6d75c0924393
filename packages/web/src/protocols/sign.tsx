/** Reading a proposed version before it is signed: the label first, then every difference by weight, then the paper itself. */
import {
  askReasons,
  clockAt,
  departureOf,
  instant,
  labelChange,
  type Protocol,
  shippedOf,
  weighDifferences,
} from '@holdspace/care';
import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotFound } from '../shell/not-found.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import styles from './governance.module.css';
import { LabelBeforeAndAfter } from './label-change.tsx';
import {
  type ProtocolVersion,
  useDecline,
  useProtocols,
  useProtocolVersion,
  useSign,
  type VersionShown,
} from './queries.ts';
import { StandingBadge } from './standing.tsx';
import { ReasonGiven, Weighed } from './weighed.tsx';
import { useMay } from './who-may.ts';

export default function SignPage({ protocolId, version }: { protocolId: string; version: string }) {
  const all = useProtocols();
  const shown = useProtocolVersion({ id: protocolId, version });
  const facts = all.data?.protocols.find((one) => one.id === protocolId && one.version === version);
  const now = all.data?.protocols.find((one) => one.id === protocolId && one.standing === 'effective');
  const before = useProtocolVersion(now && now.version !== version ? { id: now.id, version: now.version } : undefined);
  const error = all.error ?? shown.error ?? before.error;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  if (error)
    return (
      <Page title="Sign a protocol" ownHeading>
        <FailedState
          what="The version"
          error={error}
          retry={() => void Promise.all([all.refetch(), shown.refetch()])}
        />
      </Page>
    );
  if (!facts || !shown.data || (now && now.version !== version && !before.data))
    return (
      <Page title="Sign a protocol" ownHeading>
        <LoadingState says="Loading the version" />
      </Page>
    );
  return <Reading facts={facts} shown={shown.data} before={before.data?.protocol} />;
}

interface ReadingProps {
  readonly facts: VersionShown;
  readonly shown: ProtocolVersion;
  /** The version in force. */
  readonly before: Protocol | undefined;
}

function Reading({ facts, shown, before }: ReadingProps) {
  const may = useMay();
  const { protocol } = shown;
  const shipped = shippedOf(protocol.id);
  const base = before ?? shipped;
  const differences = base ? weighDifferences(base, protocol) : [];
  const asked = new Set(askReasons(protocol, { before, shipped }).map(({ path }) => path));
  return (
    <Page
      title={`Version ${protocol.version} of ${protocol.name}`}
      before={
        <>
          <Link href="/protocols">Protocols</Link> ·{' '}
          <Link href={`/protocols/${protocol.id}?version=${protocol.version}`}>read it whole</Link>
        </>
      }
    >
      <div className={styles.stack}>
        <div className={styles.head}>
          <StandingBadge version={facts} />
        </div>
        {base && <LabelBeforeAndAfter change={labelChange(base, protocol)} />}
        <section aria-labelledby="differs">
          <h2 id="differs">
            {before
              ? `What differs from version ${before.version}, now in force`
              : base
                ? 'What differs from the protocol as it is shipped'
                : 'A way of treating that is new here'}
          </h2>
          {base ? (
            <Weighed
              differences={differences}
              before={before ? `Version ${before.version}` : 'Shipped'}
              after={`Version ${protocol.version}`}
              under={(one) => <ReasonGiven departure={departureOf(protocol, one)} isAsked={asked.has(one.path)} />}
            />
          ) : (
            <p>There is nothing to compare it with: read it whole before you sign.</p>
          )}
        </section>
        {facts.standing !== 'proposed' ? (
          <EmptyState title={`This version is decided: ${facts.says.toLowerCase()}`}>
            <Link href={`/protocols/${protocol.id}?version=${protocol.version}`}>See its history</Link>
          </EmptyState>
        ) : may.sign ? (
          <SignForm shown={shown} isLabelLoud={base !== undefined && isLoud(base, protocol)} />
        ) : (
          <p>The medical director signs it.</p>
        )}
      </div>
    </Page>
  );
}

const isLoud = (before: Protocol, after: Protocol) => {
  const { kind } = labelChange(before, after);
  return kind === 'loses_kap' || kind === 'gains_kap';
};

function SignForm({ shown, isLabelLoud }: { readonly shown: ProtocolVersion; readonly isLabelLoud: boolean }) {
  const [, go] = useLocation();
  const zone = useZone();
  const { protocol, hash, statement } = shown;
  const which = { id: protocol.id, version: protocol.version };
  const sign = useSign(which);
  const [id] = useState(() => crypto.randomUUID());
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [from, setFrom] = useState(() => clockAt(instant(Date.now() + 86_400_000), zone).replace(/T.*/, 'T06:00'));
  const [knows, setKnows] = useState(false);
  const [hasRead, setHasRead] = useState(false);
  const [isDeclining, decline] = useState(false);
  if (isDeclining) return <DeclineForm which={which} onLeave={() => decline(false)} />;
  return (
    <section aria-labelledby="paper">
      <h2 id="paper">Sign</h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          sign.mutate(
            {
              id,
              hash,
              statement,
              ...(when === 'later' && { effectiveFrom: from }),
              ...(isLabelLoud && { acknowledgesLabelChange: knows }),
            },
            { onSuccess: () => go(`/protocols/${protocol.id}?version=${protocol.version}`) },
          );
        }}
      >
        <p className={styles.paper}>{statement}</p>
        <p className={styles.signature}>
          Over the document <span className={styles.hash}>{hash}</span>
        </p>
        <fieldset className={styles.plain}>
          <legend>In force</legend>
          <Radio.Group
            value={when}
            onChange={(value) => setWhen(value === 'later' ? 'later' : 'now')}
            aria-label="In force"
          >
            <Radio value="now" label="At once: the next new course takes it" mt="xs" />
            <Radio value="later" label="From a day and time on the clinic’s clocks" mt="xs" />
          </Radio.Group>
          {when === 'later' && (
            <div className={styles.when}>
              <TextInput
                label="Day"
                type="date"
                required
                withAsterisk={false}
                value={from.slice(0, 10)}
                onChange={(event) => setFrom(`${event.currentTarget.value}T${from.slice(11)}`)}
              />
              <TextInput
                label="Time at the clinic"
                type="time"
                required
                withAsterisk={false}
                value={from.slice(11)}
                onChange={(event) => setFrom(`${from.slice(0, 10)}T${event.currentTarget.value}`)}
              />
            </div>
          )}
        </fieldset>
        <p>Running courses stay on their version until each is moved on the patient’s page.</p>
        {isLabelLoud && (
          <Checkbox
            checked={knows}
            onChange={(event) => setKnows(event.currentTarget.checked)}
            label="I know that patients will be told another name for this treatment."
          />
        )}
        <Checkbox
          checked={hasRead}
          onChange={(event) => setHasRead(event.currentTarget.checked)}
          label="I have read the statement and sign it."
        />
        <ProblemAlert error={sign.error} />
        <div className={styles.head}>
          <Button type="submit" size="md" loading={sign.isPending} disabled={!hasRead || (isLabelLoud && !knows)}>
            Sign version {protocol.version}
          </Button>
          <Button variant="subtle" size="md" onClick={() => decline(true)}>
            Decline
          </Button>
        </div>
      </form>
    </section>
  );
}

function DeclineForm({ which, onLeave }: { which: { id: string; version: string }; onLeave: () => void }) {
  const [, go] = useLocation();
  const decline = useDecline(which);
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  return (
    <section aria-labelledby="decline">
      <h2 id="decline">Decline version {which.version}</h2>
      <Form
        send="Decline it"
        isSending={decline.isPending}
        error={decline.error}
        onLeave={onLeave}
        onSend={() => decline.mutate({ id, reason }, { onSuccess: () => go(`/protocols/${which.id}`) })}
      >
        <Textarea
          label="Why"
          description="Whoever drafted it reads this. It can be drafted anew under a higher number."
          required
          withAsterisk={false}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Form>
    </section>
  );
}
