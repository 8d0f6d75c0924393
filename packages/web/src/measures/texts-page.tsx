/** The clinic's measures: which can be put, and the words that a medical director loads under the clinic's own licence. */
import { type LicensedTexts, mayEver } from '@holdspace/care';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './measures.module.css';
import { type ClinicMeasure, useClinicMeasures, useLoadText } from './queries.ts';

export default function MeasureTexts() {
  const shown = useClinicMeasures();
  if (shown.isPending) return <LoadingState says="Loading the measures" />;
  if (!shown.data)
    return (
      <Page title="Measures" ownHeading>
        <FailedState what="The measures" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  return (
    <Page
      title="Measures"
      lead="What patients and clinicians can be asked here. Where the words of a measure may not be passed on, the clinic loads the text that it is licensed to use."
    >
      {shown.data.measures.map((one) => (
        <Measure key={one.id} measure={one} />
      ))}
    </Page>
  );
}

function Measure({ measure }: { readonly measure: ClinicMeasure }) {
  const zone = useZone();
  const { practitioner } = useMe();
  const mayLoad = mayEver('load texts of measures', practitioner.roles);
  const [isLoading, load] = useState(false);
  const { title, measures, by, minutes, licence, text, loaded, items } = measure;
  return (
    <Panel
      title={title}
      actions={
        mayLoad &&
        text !== 'shipped' &&
        !isLoading && (
          <Button variant="default" onClick={() => load(true)}>
            {text === 'loaded' ? 'Load another text' : 'Load the licensed text'}
            <span className="hs-visually-hidden"> of {title}</span>
          </Button>
        )
      }
    >
      <p>
        {measures}; {items.length === 1 ? '1 question' : `${items.length} questions`},{' '}
        {minutes === 1 ? '1 minute' : `${minutes} minutes`};{' '}
        {by === 'patient' ? 'the patient answers' : 'a clinician fills it in'}. {licence}
      </p>
      {text === 'shipped' && <StatusBadge meaning="good">its words come with Holdspace</StatusBadge>}
      {text === 'missing' && <StatusBadge meaning="caution">cannot be asked: no text is loaded</StatusBadge>}
      {loaded && (
        <p>
          <StatusBadge meaning="good">loaded</StatusBadge> by {loaded.by}, {sayDayAndTime(loaded.at, zone)}.{' '}
          {loaded.licence}
        </p>
      )}
      {isLoading && <LoadText measure={measure} onLeave={() => load(false)} />}
    </Panel>
  );
}

/** The same answers for every question, where the measure has them so. */
function sharedValues(items: ClinicMeasure['items']): readonly number[] | undefined {
  const [first] = items;
  return first && items.every(({ values }) => values.join() === first.values.join()) ? first.values : undefined;
}

function LoadText({ measure, onLeave }: { readonly measure: ClinicMeasure; readonly onLeave: () => void }) {
  const { items } = measure;
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const load = useLoadText();
  const shared = sharedValues(items);
  const said = (key: string) => words[key]?.trim() ?? '';
  const field = (key: string) => ({
    value: words[key] ?? '',
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = currentTarget;
      setWords((before) => ({ ...before, [key]: value }));
    },
  });
  const labelsFrom = (of: string, values: readonly number[]) =>
    Object.fromEntries(
      values.flatMap((value) => {
        const label = said(`label ${of} ${value}`);
        return label === '' ? [] : [[String(value), { en: label }]];
      }),
    );
  const texts = (): LicensedTexts => ({
    licence: said('licence'),
    ...(said('lead') !== '' && { lead: { en: said('lead') } }),
    items: Object.fromEntries(
      items.flatMap(({ linkId }) => (said(`item ${linkId}`) === '' ? [] : [[linkId, { en: said(`item ${linkId}`) }]])),
    ),
    ...(shared && shared.length > 0 && { labels: labelsFrom('all', shared) }),
    ...(!shared && {
      labelsOf: Object.fromEntries(
        items
          .filter(({ values }) => values.length > 0)
          .map(({ linkId, values }) => [linkId, labelsFrom(linkId, values)]),
      ),
    }),
  });
  return (
    <Form
      send="Load the text"
      isSending={load.isPending}
      error={load.error}
      onSend={() => load.mutate({ instrument: measure.id, texts: texts() }, { onSuccess: onLeave })}
      onLeave={onLeave}
    >
      <div className={styles.fields}>
        <TextInput label="Which licence the clinic holds" required {...field('licence')} />
        <Textarea label="What stands before the questions" autosize {...field('lead')} />
        {shared?.map((value) => (
          <TextInput key={value} label={`Answer ${value}, of every question`} {...field(`label all ${value}`)} />
        ))}
        {items.map(({ linkId, about, values }) => (
          <fieldset key={linkId} className={styles.ofQuestion}>
            <Textarea label={`Question ${linkId} (${about})`} autosize {...field(`item ${linkId}`)} />
            {!shared &&
              values.map((value) => (
                <TextInput
                  key={value}
                  label={`Answer ${value} of question ${linkId}`}
                  {...field(`label ${linkId} ${value}`)}
                />
              ))}
          </fieldset>
        ))}
      </div>
    </Form>
  );
}
