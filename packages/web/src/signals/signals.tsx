/** The rules that raise what waits: read as sentences, with how often each was right here; changed with a reason. */
import { mayEver } from '@holdspace/care';
import { useMe } from '../api/me.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { useRules } from './queries.ts';
import { RuleCard } from './rule-card.tsx';
import styles from './signals.module.css';
import { SignalTabs } from './tabs.tsx';

export default function Signals() {
  const { roles } = useMe().practitioner;
  const rules = useRules();
  if (!mayEver('see what waits', roles))
    return (
      <Page title="Signals">
        <EmptyState title="This is for those who treat here">Signals say that a patient may need somebody.</EmptyState>
      </Page>
    );
  return (
    <Page
      title="Signals"
      lead="What tells the clinic that somebody may be lost or overwhelmed. They watch what patients answer and share, and what was promised; a person decides."
    >
      <SignalTabs />
      {rules.isPending && <LoadingState says="Loading the signals" />}
      {rules.isError && !rules.data && (
        <FailedState what="The signals" error={rules.error} retry={() => void rules.refetch()} />
      )}
      {rules.data && (
        <ul className={styles.cards}>
          {rules.data.rules.map((rule) => (
            <li key={rule.id}>
              <RuleCard rule={rule} mayChange={mayEver('change signals', roles)} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
