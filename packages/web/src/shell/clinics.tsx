/**
 * For people who work at several clinics: which one this window is for, said before the work begins, changed knowingly,
 * and held to when another window has gone elsewhere.
 */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, showClinic } from '../api/client.ts';
import { SignedInProvider, useMe } from '../api/me.ts';
import type { Clinic, Me } from '../api/shapes.ts';
import { Dialog } from '../ui/dialog.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './clinics.module.css';
import { Mark } from './mark.tsx';

const goTo = (slug: string) => api.post('/api/me/clinic', { slug });

/** Holds a window to the clinic that it was opened for, until its person says otherwise. */
export function OneClinic({ me, children }: { me: Me; children: ReactNode }) {
  const [opened, setOpened] = useState(me);
  const isSame = opened.clinic.id === me.clinic.id;
  // What has changed about the person at this clinic is taken in; what belongs to another is not.
  if (isSame && opened !== me) setOpened(me);
  const shown = isSame ? me : opened;
  showClinic(shown.clinic.slug);
  if (!me.hasChosen && isSame) return <ChooseClinic me={me} />;
  return (
    <SignedInProvider value={shown}>
      {children}
      {!isSame && <WentElsewhere from={opened.clinic} to={me.clinic} mayReturn={me.clinics} />}
    </SignedInProvider>
  );
}

function ChooseClinic({ me }: { me: Me }) {
  const heading = usePageTitle('Where are you?');
  const go = useMutation({ mutationFn: goTo, onSuccess: () => location.reload() });
  return (
    <main className={styles.choose}>
      <div className={styles.card}>
        <Mark size={36} />
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          Where are you, {me.practitioner.name}?
        </h1>
        <p>You work at {me.clinics.length} clinics. Each has its own patients and records.</p>
        <div className={styles.clinics}>
          {me.clinics.map((clinic) => (
            <Button
              key={clinic.id}
              size="md"
              variant="default"
              disabled={go.isPending}
              onClick={() => go.mutate(clinic.slug)}
            >
              {clinic.name}
            </Button>
          ))}
        </div>
        <ProblemAlert error={go.error} />
      </div>
    </main>
  );
}

function WentElsewhere({ from, to, mayReturn }: { from: Clinic; to: Clinic; mayReturn: readonly Clinic[] }) {
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: () => goTo(from.slug),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
  const mayGoBack = mayReturn.some(({ id }) => id === from.id);
  return (
    <Dialog title={`This window is for ${from.name}`}>
      <p className={styles.says}>
        {mayGoBack
          ? `In another window you have gone to ${to.name}. Nothing that you write here goes there.`
          : `Your work at ${from.name} has ended. You are at ${to.name} now.`}
      </p>
      <ProblemAlert error={back.error} />
      <div className={styles.clinics}>
        {mayGoBack && (
          <Button loading={back.isPending} onClick={() => back.mutate()}>
            Go back to {from.name}
          </Button>
        )}
        <Button variant="default" onClick={() => location.assign('/')}>
          Go on at {to.name}
        </Button>
      </div>
    </Dialog>
  );
}

/** In the account: to another clinic, after a question. */
export function ClinicSwitcher() {
  const me = useMe();
  const [asked, ask] = useState<Clinic>();
  const go = useMutation({ mutationFn: goTo, onSuccess: () => location.assign('/') });
  return (
    <section className={styles.switcher} aria-label="Clinics">
      {me.clinics
        .filter(({ id }) => id !== me.clinic.id)
        .map((clinic) => (
          <Button key={clinic.id} variant="default" onClick={() => ask(clinic)}>
            Go to {clinic.name}
          </Button>
        ))}
      {asked && (
        <Dialog onClose={() => ask(undefined)} title={`Go to ${asked.name}?`}>
          <p className={styles.says}>
            You leave {me.clinic.name}. Forms that you have open there are closed, unsent. Entries of its rooms that
            wait for the network stay on this device and go out when you are back.
          </p>
          <ProblemAlert error={go.error} />
          <div className={styles.clinics}>
            <Button loading={go.isPending} onClick={() => go.mutate(asked.slug)}>
              Go to {asked.name}
            </Button>
            <Button variant="subtle" onClick={() => ask(undefined)}>
              Stay at {me.clinic.name}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
