/** One act with a container, recorded by hand; where two must see it, the second signs before it is stored. */
import {
  goesWhole,
  type HandMovementInput,
  inSafes,
  needsWitness,
  quantity,
  sayQuantity,
  standsIn,
} from '@holdspace/care';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { numberIn, readNumber, wrongWith } from '../ui/typed-number.ts';
import styles from './medicine.module.css';
import { type ContainerShown, moveByHand, type SafeShown, useMedicine } from './queries.ts';
import { useServerNow } from './server-now.ts';

export type ActKind = Exclude<HandMovementInput['kind'], 'reversed'>;

interface ActWords {
  readonly name: string;
  readonly says: string;
  readonly send: string;
  readonly why: string;
  readonly paper?: string;
}
/** How each act is said on its form. */
export const ACT_WORDS: Readonly<Record<ActKind, ActWords>> = {
  moved: {
    name: 'Move',
    says: 'The whole container goes into another safe.',
    send: 'Move it',
    why: 'Why (if there is something to say)',
  },
  returned: {
    name: 'Return',
    says: 'It goes back to the supplier, or to a reverse distributor.',
    send: 'Record the return',
    why: 'Why, and to whom',
    paper: 'Number of the return or invoice',
  },
  destroyed: {
    name: 'Destroy',
    says: 'It is made irretrievable here, seen by two people. What is needed for DEA Form 41 is kept with it.',
    send: 'Record the destruction',
    why: 'Why, and by what method',
    paper: 'Number of the form or receipt',
  },
  wasted: {
    name: 'Waste the leftover',
    says: 'What is left of an opened or expired container is made unusable, seen by two people.',
    send: 'Record the waste',
    why: 'Why',
  },
  lost: {
    name: 'Lost or broken',
    says: 'What is not there any more, however it went. It opens a discrepancy that somebody looks into.',
    send: 'Record the loss',
    why: 'What happened',
    paper: 'Number of DEA Form 106, if filed already',
  },
};
interface ActFormProps {
  readonly container: ContainerShown;
  readonly kind: ActKind;
  readonly safes: readonly SafeShown[];
  readonly onDone: (says: string) => void;
  readonly onLeave: () => void;
}

export function ActForm({ container, kind, safes, onDone, onLeave }: ActFormProps) {
  const words = ACT_WORDS[kind];
  const left = inSafes(container);
  const from = standsIn(container) ?? '';
  const others = safes.filter(({ id }) => id !== from);
  const now = useServerNow();
  const [id] = useState(newId);
  const [said, say] = useState({
    amount: String(left.value / 1000),
    reason: '',
    document: '',
    into: others.length === 1 ? (others[0]?.id ?? '') : '',
  });
  const [signing, sign] = useState<HandMovementInput>();
  const send = useMedicine(moveByHand);
  const amount = readNumber(said.amount);
  const milligrams = numberIn(amount);
  const isTooMuch = milligrams !== undefined && milligrams * 1000 > left.value;
  const wrong =
    wrongWith(said.amount, amount) ??
    (isTooMuch ? `There are ${sayQuantity(left)} in the safe: not more than that.` : undefined);

  // As it was typed: a part of a microgram is refused, and never rounded away.
  const taken = goesWhole(kind) ? left : quantity(milligrams ?? 0, 'mg');

  const submit = () => {
    if (milligrams === undefined || isTooMuch) return;
    const movement = {
      id,
      kind,
      container: container.id,
      safe: from,
      at: now(),
      amount: taken,
      ...(said.reason.trim() && { reason: said.reason }),
      ...(words.paper && said.document.trim() && { document: said.document }),
      ...(kind === 'moved' && { into: said.into }),
    } as HandMovementInput;
    if (needsWitness(kind, container.product)) sign(movement);
    else post(movement);
  };
  const post = (movement: HandMovementInput, proof?: string) =>
    send.mutate(
      { movement, proof },
      {
        onSuccess: () => onDone(`${words.name}: ${sayQuantity(taken)} of ${container.label}, recorded.`),
        onSettled: () => sign(undefined),
      },
    );
  const field = (name: keyof typeof said) => ({
    value: said[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget;
      sign(undefined);
      say((now) => ({ ...now, [name]: value }));
    },
  });

  return (
    <form
      className={styles.inset}
      aria-label={`${words.name} ${container.label}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>
        {words.name}: {container.label}
      </h3>
      <p className={styles.says}>
        {words.says} There are {sayQuantity(left)} in {safes.find((one) => one.id === from)?.name ?? 'the safe'}.
      </p>
      <div className={styles.fields}>
        {kind === 'moved' && (
          <NativeSelect
            label="Into which safe"
            required
            withAsterisk={false}
            data={[{ value: '', label: 'Choose a safe' }, ...others.map((one) => ({ value: one.id, label: one.name }))]}
            {...field('into')}
          />
        )}
        {!goesWhole(kind) && (
          <TextInput
            label="How much, in mg"
            inputMode="decimal"
            autoComplete="off"
            required
            withAsterisk={false}
            error={wrong}
            {...field('amount')}
          />
        )}
        <Textarea
          label={words.why}
          required={kind !== 'moved'}
          withAsterisk={false}
          autosize
          maxLength={300}
          {...field('reason')}
        />
        {words.paper && <TextInput label={`${words.paper} (if any)`} maxLength={300} {...field('document')} />}
      </div>
      <ProblemAlert error={send.error} />
      {signing ? (
        <SignAct
          title="A second person has seen it, and signs"
          by="only-another"
          at="/api/inventory"
          what={{ movement: signing }}
          onSigned={({ proof }) => post(signing, proof)}
          onClose={() => sign(undefined)}
        />
      ) : (
        <div className={styles.buttons}>
          <Button type="submit" loading={send.isPending} disabled={wrong !== undefined}>
            {needsWitness(kind, container.product) ? 'Go on: a second person signs' : words.send}
          </Button>
          <Button variant="subtle" onClick={onLeave}>
            Not now
          </Button>
        </div>
      )}
    </form>
  );
}
