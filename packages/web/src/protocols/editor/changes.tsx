/** What the draft changes: the label before and after, every difference with its weight and reason, and the proposal. */
import {
  askReasons,
  compareVersions,
  departureOf,
  labelChange,
  nextVersion,
  type Protocol,
  shippedOf,
  type WeighedDifference,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LabelBeforeAndAfter } from '../label-change.tsx';
import { Weighed } from '../weighed.tsx';
import { useEditing } from './context.ts';
import styles from './editor.module.css';
import { Field } from './field.tsx';
import { PROTOCOL_SCHEMA } from './form-schema.ts';
import { ReasonField } from './reason-field.tsx';

interface ChangesProps {
  readonly protocol: Protocol;
  /** The version that the draft was made from. */
  readonly before: Protocol | undefined;
  readonly differences: readonly WeighedDifference[];
  /** Version numbers that are there already. */
  readonly taken: readonly string[];
  readonly isProposing: boolean;
  readonly error: unknown;
  onPropose(): void;
}

export function Changes({ protocol, before, differences, taken, isProposing, error, onPropose }: ChangesProps) {
  const { write } = useEditing();
  const shipped = shippedOf(protocol.id);
  const asked = askReasons(protocol, { before, shipped });
  const lacking = asked.filter((one) => !departureOf(protocol, one));
  // What was changed in an earlier version and stands as it was is no news; its reason is in the document already.
  const older = asked.filter(
    (one) => !differences.some(({ path }) => path === one.path) && !departureOf(protocol, one),
  );
  const label = before && labelChange(before, protocol);
  const last = [...taken].sort(compareVersions).at(-1);
  const suggested = last && nextVersion(last, differences, label?.kind);
  const isNumberFree = last === undefined || compareVersions(protocol.version, last) > 0;
  return (
    <div className={styles.changes}>
      {label && <LabelBeforeAndAfter change={label} />}
      <div className={styles.version}>
        <Field path={['version']} schema={PROTOCOL_SCHEMA.properties?.version ?? {}} label="Version" />
        {suggested && protocol.version !== suggested && (
          <Button variant="default" onClick={() => write(['version'], suggested)}>
            Use {suggested}, by how much it changes
          </Button>
        )}
        {!isNumberFree && (
          <p className={styles.wrong}>
            Version {protocol.version} is not after {last}.
          </p>
        )}
      </div>
      {before ? (
        <Weighed
          differences={differences}
          before={`Version ${before.version}`}
          after="This draft"
          under={(one) => asked.some(({ path }) => path === one.path) && <ReasonField difference={one} />}
        />
      ) : (
        <p>It is a way of treating that is new here: there is nothing to compare it with.</p>
      )}
      {older.length > 0 && (
        <section aria-labelledby="older">
          <h3 id="older">Differs from the shipped protocol, and no reason is given yet</h3>
          <Weighed
            differences={older}
            before="Shipped"
            after="This draft"
            under={(one) => <ReasonField difference={one} />}
          />
        </section>
      )}
      <div className={styles.propose}>
        {lacking.length > 0 && (
          <p className={styles.wrong}>
            {lacking.length === 1 ? 'One change has no reason yet.' : `${lacking.length} changes have no reason yet.`}
          </p>
        )}
        <ProblemAlert error={error} />
        <Button
          size="md"
          loading={isProposing}
          disabled={lacking.length > 0 || !isNumberFree || (before !== undefined && differences.length === 0)}
          onClick={onPropose}
        >
          Propose for signature
        </Button>
        <p className={styles.hint}>
          Once proposed, it does not change any more. The medical director signs or declines it.
        </p>
      </div>
    </div>
  );
}
