/** On a patient's page: notes, the Part 2 flag, authorizations, the care team outside, and the patient's own way in. */
import { mayEver, OUTSIDE_SCOPE_WORDS } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState } from '../ui/states.tsx';
import { AuthorizationForm } from './authorization-form.tsx';
import { InvitationCard } from './invitation-card.tsx';
import { Messages } from './messages.tsx';
import { OutsideMemberForm } from './outside-member-form.tsx';
import { OwnPage } from './own-page.tsx';
import { Part } from './part.tsx';
import { useSharing, useSharingChange } from './queries.ts';
import { coveredWords, type Invitation } from './shapes.ts';
import styles from './sharing.module.css';
import { StandingBadge } from './standing-badge.tsx';

interface SharingPanelProps {
  readonly patientId: string;
  readonly patientName: string;
}

export function SharingPanel({ patientId, patientName }: SharingPanelProps) {
  const zone = useZone();
  const mayHear = mayEver('hear from the care team outside', useMe().practitioner.roles);
  const shown = useSharing(patientId);
  const change = useSharingChange(patientId);
  const [doing, setDoing] = useState<'authorization' | 'member'>();
  const [made, setMade] = useState<{ invitation: Invitation; to: string }>();
  if (shown.isPending) return null;
  if (shown.isError)
    return <FailedState what="What the patient agreed to" error={shown.error} retry={() => void shown.refetch()} />;
  const { part2, authorizations, outsideMembers } = shown.data;
  return (
    <Panel title="Sharing">
      {made && <InvitationCard {...made} onDone={() => setMade(undefined)} />}
      <ProblemAlert error={change.error} />
      <Part
        title="Authorizations"
        about="Psychotherapy notes, and records of treatment for substance use, go to somebody else only on the patient’s signature."
      >
        <ul className={styles.list}>
          {authorizations.map((one) => (
            <li key={one.id} className={styles.entry}>
              <div className={styles.words}>
                <p>
                  <strong>{coveredWords(one)}</strong> to <strong>{one.recipient}</strong>
                </p>
                <p className={styles.quiet}>
                  For: {one.purpose}. Signed {one.signedHow === 'portal' ? 'on the patient’s own page' : 'on paper'},{' '}
                  {sayDate(one.signedAt, zone)}; until {sayDate(one.expiresAt, zone)}.
                </p>
              </div>
              <div className={styles.badges}>
                <StandingBadge standing={one.standing} />
                {one.standing === 'in_force' && (
                  <ConfirmButton
                    variant="default"
                    size="sm"
                    asks="Take it back?"
                    onConfirm={() => change.mutate({ path: `/api/authorizations/${one.id}/revoke` })}
                  >
                    Take back
                  </ConfirmButton>
                )}
              </div>
            </li>
          ))}
        </ul>
        {doing === 'authorization' ? (
          <AuthorizationForm
            patientId={patientId}
            patientName={patientName}
            members={outsideMembers}
            onLeave={() => setDoing(undefined)}
          />
        ) : (
          <Button variant="default" onClick={() => setDoing('authorization')}>
            Record an authorization
          </Button>
        )}
      </Part>
      <Part title="Care team outside" about="Sees exactly what the patient consented to, for a time.">
        <ul className={styles.list}>
          {outsideMembers.map((one) => (
            <li key={one.id} className={styles.entry}>
              <div className={styles.words}>
                <p>
                  <strong>{one.name}</strong>, {one.profession}
                </p>
                <p className={styles.quiet}>
                  {one.scopes.map((scope) => OUTSIDE_SCOPE_WORDS[scope].en.name).join(', ')}; until{' '}
                  {sayDate(one.expiresAt, zone)}.{' '}
                  {one.tellOfCrisis
                    ? `Told by e-mail (${one.email}) when something urgent happens.`
                    : 'Not told when something urgent happens.'}
                </p>
                {mayHear && (
                  <details className={styles.between}>
                    <summary>Notes and messages</summary>
                    <Messages
                      path={`/api/patients/${patientId}/outside-messages`}
                      zone={zone}
                      side="clinic"
                      memberId={one.id}
                      {...(one.standing === 'in_force' && {
                        writeTo: {
                          path: `/api/outside-members/${one.id}/messages`,
                          name: one.name,
                          keyOf: '/api/me/draft-key' as const,
                        },
                      })}
                    />
                  </details>
                )}
              </div>
              <div className={styles.badges}>
                <StandingBadge standing={one.standing} />
                {one.standing === 'in_force' && (
                  <ConfirmButton
                    variant="default"
                    size="sm"
                    asks="End it now?"
                    onConfirm={() => change.mutate({ path: `/api/outside-members/${one.id}/revoke` })}
                  >
                    End
                  </ConfirmButton>
                )}
              </div>
            </li>
          ))}
        </ul>
        {doing === 'member' ? (
          <OutsideMemberForm
            path={`/api/patients/${patientId}/outside-members`}
            zone={zone}
            by="clinic"
            onMade={({ invitation, member }) => {
              setDoing(undefined);
              setMade({ invitation, to: member.name });
              void shown.refetch();
            }}
            onLeave={() => setDoing(undefined)}
          />
        ) : (
          <Button variant="default" onClick={() => setDoing('member')}>
            Invite somebody outside
          </Button>
        )}
      </Part>
      <Part
        title="Treatment for substance use"
        about="Flag it where the clinic’s records of this patient fall under 42 CFR Part 2: the notice then goes with every print and file, and nothing leaves without consent."
      >
        {part2.length === 0 ? (
          <Button
            variant="default"
            onClick={() => change.mutate({ path: `/api/patients/${patientId}/part-2`, body: { id: newId() } })}
          >
            Flag this patient’s records
          </Button>
        ) : (
          part2.map((flag) => (
            <div key={flag.id} className={styles.entry}>
              <p className={styles.words}>
                Flagged by {flag.setBy}
                {flag.courseId && ', for one course'}.
              </p>
              <ConfirmButton
                variant="default"
                size="sm"
                asks="Lift the flag?"
                onConfirm={() =>
                  change.mutate({ path: `/api/patients/${patientId}/part-2/lift`, body: { flagId: flag.id } })
                }
              >
                Set by mistake
              </ConfirmButton>
            </div>
          ))
        )}
      </Part>
      <OwnPage patientId={patientId} />
    </Panel>
  );
}
