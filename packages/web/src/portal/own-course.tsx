/** How a patient answered over time, for them to read: a small picture of each measure, and the same in plain words. */
import { type Instant, type OwnLine, sayScore } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useWords } from '../language/use-language.ts';
import { type Moments, useMoments } from '../language/use-moments.ts';
import { ScorePicture } from '../measures/score-picture.tsx';
import scores from '../measures/scores.module.css';
import { LoadingState } from '../ui/states.tsx';
import { NotShown } from './not-shown.tsx';
import { OWN_COURSE_WORDS } from './own-course-words.ts';
import styles from './reader.module.css';
import { Section } from './section.tsx';

interface OwnCourseShown {
  readonly doses: readonly Instant[];
  readonly lines: readonly OwnLine[];
}

export function OwnCourse({ zone }: { readonly zone: string }) {
  const say = useWords(OWN_COURSE_WORDS);
  const moments = useMoments(zone);
  const shown = useQuery({ queryKey: ['own course'], queryFn: () => api.get<OwnCourseShown>('/api/reader/course') });
  return (
    <Section title={say('title')}>
      {shown.isPending && <LoadingState says={say('loading')} />}
      {shown.isError && !shown.data && (
        <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />
      )}
      {shown.data && shown.data.lines.length === 0 && <p>{say('none')}</p>}
      {shown.data && shown.data.lines.length > 0 && (
        <>
          <p className={styles.lead}>{say('lead')}</p>
          <ul className={scores.lines}>
            {shown.data.lines.map((line) => (
              <Line key={line.measure} line={line} doses={shown.data.doses} moments={moments} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

interface LineProps {
  readonly line: OwnLine;
  readonly doses: readonly Instant[];
  readonly moments: Moments;
}
function Line({ line, doses, moments }: LineProps) {
  const say = useWords(OWN_COURSE_WORDS);
  const { measure, title, range, betterIs, points, move } = line;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  return (
    <li className={scores.line}>
      <div className={scores.head}>
        <strong>{say(measure)}</strong>
        <span className={scores.quiet}>{title}</span>
      </div>
      <ScorePicture points={points} range={range} doses={doses} />
      <p className={scores.words}>
        {first === last
          ? say('once', { day: moments.date(first.at), value: sayScore(first.value) })
          : say('moved', {
              first: moments.date(first.at),
              from: sayScore(first.value),
              last: moments.date(last.at),
              to: sayScore(last.value),
            })}{' '}
        {say(move)} {say(betterIs)} {say('range', range)}
      </p>
      <details>
        <summary className={scores.summary}>{say('all', { count: points.length })}</summary>
        <ol className={`${scores.all} hs-numbers`}>
          {points.map(({ at, value }) => (
            <li key={at}>{say('point', { day: moments.date(at), value: sayScore(value) })}</li>
          ))}
        </ol>
      </details>
    </li>
  );
}
