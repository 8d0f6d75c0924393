/** Changing a rule: its numbers, whose it is and until when; what that would have meant here; and why. */
import {
  LEAST_REASON_LETTERS,
  OWNER_ROLES,
  ROLE_NAMES,
  type Role,
  type RuleTerms,
  ruleReasonSchema,
  ruleTermsSchema,
  SEVERITIES,
  SEVERITY_WORDS,
  type Severity,
  sayLooksFor,
  sayMinutes,
} from '@holdspace/care';
import { Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { LooksForFields } from './looks-for-fields.tsx';
import { type RuleShown, usePreview, useStaff, useTelling } from './queries.ts';
import styles from './signals.module.css';

const DUE_CHOICES = [15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 10_080];
const AFTER_CHOICES = [0, 15, 30, 60, 240, 1440];
const LOOK_AFTER_MS = 500;

const minutesChoices = (choices: readonly number[], own: number) =>
  [...new Set([...choices, own])]
    .toSorted((one, other) => one - other)
    .map((minutes) => ({ value: String(minutes), label: minutes === 0 ? 'at once' : sayMinutes(minutes) }));

export function RuleForm({ rule, onLeave }: { readonly rule: RuleShown; readonly onLeave: () => void }) {
  const staff = useStaff();
  const [id] = useState(newId);
  const [terms, setTerms] = useState<RuleTerms>(rule.terms);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const send = useTelling((body: object) => api.post('/api/signals/changes', body));
  const set = (part: Partial<RuleTerms>) => setTerms({ ...terms, ...part });
  const isWhole = ruleTermsSchema.safeParse(terms).success;
  const hasReason = ruleReasonSchema.safeParse(reason).success;
  const { owner } = terms;
  return (
    <div className={styles.opened}>
      <Form
        send="Change it from now on"
        isSending={send.isPending}
        error={send.error}
        onLeave={onLeave}
        onSend={() => {
          setTried(true);
          if (isWhole && hasReason)
            send.mutate({ id, rule: rule.id, terms, version: rule.version, reason: reason.trim() });
        }}
      >
        <LooksForFields looksFor={terms.looksFor} onChange={(looksFor) => set({ looksFor })} />
        <NativeSelect
          label="How urgent"
          description={terms.severity === 'now' ? 'It pages whoever is on call.' : undefined}
          value={terms.severity}
          onChange={({ currentTarget }) => set({ severity: currentTarget.value as Severity })}
          data={SEVERITIES.map((one) => ({ value: one, label: SEVERITY_WORDS[one] }))}
        />
        <NativeSelect
          label="Whose it is"
          value={owner.by === 'role' ? owner.role : owner.personId}
          onChange={({ currentTarget: { value } }) =>
            set({
              owner: OWNER_ROLES.some((role) => role === value)
                ? { by: 'role', role: value as Role }
                : { by: 'person', personId: value },
            })
          }
          data={[
            {
              group: 'Of the patient’s care team',
              items: OWNER_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] })),
            },
            {
              group: 'Always',
              items: (staff.data?.practitioners ?? [])
                .filter(({ roles }) => roles.some((role) => OWNER_ROLES.includes(role)))
                .map((one) => ({ value: one.id, label: one.name })),
            },
          ]}
        />
        <NativeSelect
          label="Within"
          value={String(terms.dueWithinMinutes)}
          onChange={({ currentTarget }) => set({ dueWithinMinutes: Number(currentTarget.value) })}
          data={minutesChoices(DUE_CHOICES, terms.dueWithinMinutes)}
        />
        <NativeSelect
          label="When that has passed, told is every"
          value={terms.escalatesTo}
          onChange={({ currentTarget }) => set({ escalatesTo: currentTarget.value as Role })}
          data={OWNER_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
        />
        <NativeSelect
          label="After that"
          value={String(terms.escalatesAfterMinutes)}
          onChange={({ currentTarget }) => set({ escalatesAfterMinutes: Number(currentTarget.value) })}
          data={minutesChoices(AFTER_CHOICES, terms.escalatesAfterMinutes)}
        />
        <Checkbox
          label="It is on"
          checked={terms.on}
          onChange={({ currentTarget }) => set({ on: currentTarget.checked })}
        />
        <Textarea
          label="Why"
          description={`It stays with your name. At least ${LEAST_REASON_LETTERS} letters.`}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={isTried && !hasReason && `Say why in words: at least ${LEAST_REASON_LETTERS} letters.`}
        />
      </Form>
      {isWhole && <Preview rule={rule} terms={terms} />}
    </div>
  );
}

/** What it would have meant, on what is known here. */
function Preview({ rule, terms }: { readonly rule: RuleShown; readonly terms: RuleTerms }) {
  const { mutate, data, isPending, isError } = usePreview();
  const asked = JSON.stringify(terms);
  const isChanged = asked !== JSON.stringify(rule.terms);
  useEffect(() => {
    if (!isChanged) return;
    const timer = setTimeout(() => mutate({ rule: rule.id, terms: JSON.parse(asked) as RuleTerms }), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [asked, isChanged, mutate, rule.id]);
  if (!isChanged) return null;
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  return (
    <div className={styles.preview} role="status">
      <p className={styles.sentence}>{terms.on ? sayLooksFor(terms.looksFor) : 'It is off.'}</p>
      {isPending && <p className={styles.says}>Looking at what has been …</p>}
      {isError && !isPending && (
        <p className={styles.says}>What it would have meant could not be worked out; the change itself says why.</p>
      )}
      {data && !isPending && !isError && (
        <p className={styles.says}>
          Over the last {data.days} days this would have fired <strong>{times(data.after)}</strong> instead of{' '}
          {times(data.before)}.{' '}
          {data.opensNow > 0 &&
            `${data.opensNow === 1 ? 'One task' : `${data.opensNow} tasks`} would open as soon as it is changed.`}{' '}
          {data.notRead > 0 && `${data.notRead} patients could not be read and are not in these numbers.`}
        </p>
      )}
    </div>
  );
}
