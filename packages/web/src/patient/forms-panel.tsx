/** What a patient asked before they came, and what they said in their forms; medicines wait there to be written down. */
import {
  type Coded,
  isCoded,
  isFile,
  mayEver,
  type Questionnaire,
  type QuestionnaireItem,
  rxnormMedicine,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Asked } from '../inbox/asked.tsx';
import type { AskedShown, RequestShown } from '../inbox/queries.ts';
import { type MedicineShown, useAddMedicine, useMedicines } from '../orders/queries.ts';
import { ReadAnswers } from '../questionnaires/read-answers.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './forms-panel.module.css';

interface FormsShown {
  readonly forms: readonly {
    readonly questionnaire: Questionnaire;
    readonly savedAt?: RequestShown['receivedAt'];
    readonly responses: readonly {
      readonly id: string;
      readonly language: 'en' | 'es';
      readonly by: { readonly kind: 'patient' | 'practitioner'; readonly name: string };
      readonly submittedAt: RequestShown['receivedAt'];
      readonly crisis: boolean;
      readonly answers: Parameters<typeof ReadAnswers>[0]['answers'];
    }[];
  }[];
  readonly requests: readonly { readonly request: RequestShown; readonly asked: AskedShown }[];
}

export default function FormsPanel({ patientId }: { readonly patientId: string }) {
  const shown = useQuery({
    queryKey: ['patient-forms', patientId],
    queryFn: () => api.get<FormsShown>(`/api/patients/${patientId}/forms`),
  });
  return (
    <Panel title="What they told us">
      {shown.isPending && <LoadingState says="Loading the forms" />}
      {shown.isError && !shown.data && (
        <FailedState what="The forms" error={shown.error} retry={() => void shown.refetch()} />
      )}
      {shown.data && <Told patientId={patientId} told={shown.data} />}
    </Panel>
  );
}

function Told({ patientId, told: { forms, requests } }: { readonly patientId: string; readonly told: FormsShown }) {
  const zone = useZone();
  return (
    <div className={styles.told}>
      {requests.map(({ request, asked }) => (
        <details key={request.id}>
          <summary>Asked for a consult, {sayDayAndTime(request.receivedAt, zone)}</summary>
          <div className={styles.inside}>
            <Asked asked={asked} />
          </div>
        </details>
      ))}
      {forms.map(({ questionnaire, savedAt, responses }) => (
        <section key={questionnaire.id} aria-label={questionnaire.title}>
          {responses.length === 0 && (
            <p className={styles.line}>
              <strong>{questionnaire.title}</strong>:{' '}
              {savedAt ? `begun, saved ${sayDayAndTime(savedAt, zone)}` : 'not begun'}.
            </p>
          )}
          {responses.map((response, index) => (
            <details key={response.id} open={index === 0}>
              <summary>
                {questionnaire.title}: sent by {response.by.name}, {sayDayAndTime(response.submittedAt, zone)}
                {index > 0 && ' (earlier)'}
              </summary>
              <div className={styles.inside}>
                {response.crisis && (
                  <StatusBadge meaning="danger">Words of crisis; whoever was on call was paged</StatusBadge>
                )}
                {response.language === 'es' && (
                  <p className={styles.line}>Answered in Spanish; the questions stand here in English.</p>
                )}
                <ReadAnswers
                  heading="h3"
                  questionnaire={questionnaire}
                  answers={response.answers}
                  language="en"
                  beside={(item, value) => {
                    if (isFile(value))
                      return <FileLink patientId={patientId} id={value.attachment} title={value.title} />;
                    return index === 0 && isMedicine(item) && (isCoded(value) || typeof value === 'string') ? (
                      <SaidMedicine patientId={patientId} said={value} />
                    ) : null;
                  }}
                />
              </div>
            </details>
          ))}
        </section>
      ))}
    </div>
  );
}

const isMedicine = ({ answerValueSet }: QuestionnaireItem): boolean => answerValueSet !== undefined;

function FileLink({
  patientId,
  id,
  title,
}: {
  readonly patientId: string;
  readonly id: string;
  readonly title: string;
}) {
  return (
    <a className={styles.file} href={`/api/patients/${patientId}/form-files/${id}`} download={title}>
      Save the file<span className="hs-visually-hidden">: {title}</span>
    </a>
  );
}

const isListed = (listed: readonly MedicineShown[], name: string): boolean =>
  listed.some(
    (one) =>
      !one.ended && [one.name, one.ingredient ?? ''].some((text) => text.toLowerCase().includes(name.toLowerCase())),
  );

/** Said by the patient; it comes onto the list of medicines when somebody who keeps it writes it down. */
function SaidMedicine({ patientId, said }: { readonly patientId: string; readonly said: Coded | string }) {
  const { practitioner } = useMe();
  const list = useMedicines(patientId);
  const adding = useAddMedicine(patientId);
  const [id] = useState(newId);
  const name = typeof said === 'string' ? said : (rxnormMedicine(said.code)?.name.en ?? said.display);
  const isThere = isListed(list.data?.medicines ?? [], name);
  return (
    <span className={styles.said}>
      <span className={styles.aside}>
        said by the patient{typeof said === 'string' ? '; not known here, look it up' : ` (RxNorm ${said.code})`}
      </span>
      {isThere ? (
        <StatusBadge meaning="good">on the list of medicines</StatusBadge>
      ) : (
        list.data &&
        mayEver('keep the medicine list', practitioner.roles) && (
          <Button
            variant="default"
            size="compact-md"
            loading={adding.isPending}
            onClick={() => adding.mutate({ id, name, source: 'patient' })}
          >
            Write it down<span className="hs-visually-hidden"> on the list of medicines: {name}</span>
          </Button>
        )
      )}
      <ProblemAlert error={adding.error} />
    </span>
  );
}
