/** A dose that was given outside an order: never lost, never quiet. It is recorded with its reason and flagged. */
import { quantity } from '@holdspace/care';
import { useState } from 'react';
import { numberIn, readThousandths, wrongWith } from '../ui/typed-number.ts';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { useAsk, useMomentNow, useSessionZone } from './use-session.tsx';
import { momentOf, NOW, type When, WhenChooser } from './when.tsx';

export function GivenOutside({ onDone }: { onDone: (says?: string) => void }) {
  const [milligrams, setMilligrams] = useState('');
  const [site, setSite] = useState('');
  const [reason, setReason] = useState('');
  const [when, setWhen] = useState<When>(NOW);
  const now = useMomentNow();
  const zone = useSessionZone();
  const asking = useAsk(() => onDone('The dose is recorded, with a flag.'));
  const read = readThousandths(milligrams);
  const micrograms = numberIn(read);
  const wrong = wrongWith(milligrams, read);
  return (
    <InPlace title="A dose was given outside an order" level={2} onClose={() => onDone()}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (micrograms === undefined) return;
          asking.ask({
            type: 'AdministerDose',
            amount: quantity(micrograms, 'ug'),
            at: momentOf(when, now(), zone),
            happened: { reason: reason.trim() },
            ...(site.trim() && { site: site.trim() }),
          });
        }}
      >
        <p className={parts.hint}>
          Only for what has already happened. It counts toward the most that may be given, carries a flag, and everybody
          of the session sees it.
        </p>
        <Text
          label="Given, mg"
          type="amount"
          value={milligrams}
          onChange={setMilligrams}
          {...(wrong && { hint: wrong })}
        />
        <Text label="Where or how" value={site} onChange={setSite} optional />
        <WhenChooser of="Given" when={when} onChange={setWhen} />
        <Text label="How it came about" value={reason} onChange={setReason} />
        <button type="submit" className={parts.danger}>
          Record that it happened
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}
