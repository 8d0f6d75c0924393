/** The reason for one difference, and the source that it stands on, kept in the draft itself, so that it is signed with it. */
import { type Departure, sayPlace, standsNow, type WeighedDifference } from '@holdspace/care';
import { NativeSelect, Textarea } from '@mantine/core';
import { useEditing } from './context.ts';
import styles from './editor.module.css';
import { isList, isObject, type Json, valueAt } from './json.ts';

/** Reasons that still belong to something that differs; those of places changed back are let go. */
export const departuresOf = (document: Json): Departure[] => {
  const listed = valueAt(document, ['departures']);
  return (isList(listed) ? listed : []).flatMap((one) =>
    isObject(one) && typeof one.path === 'string' && typeof one.to === 'string'
      ? [
          {
            path: one.path,
            to: one.to,
            reason: typeof one.reason === 'string' ? one.reason : '',
            sources: isList(one.sources) ? one.sources.map(String) : [],
          },
        ]
      : [],
  );
};

export function ReasonField({ difference }: { difference: WeighedDifference }) {
  const { document, write } = useEditing();
  const all = departuresOf(document);
  const mine = all.find(({ path }) => path === difference.path);
  const isOfAnotherValue = mine !== undefined && mine.to !== standsNow(difference);
  const reason = isOfAnotherValue ? '' : (mine?.reason ?? '');
  const [source = ''] = mine?.sources ?? [];
  const name = sayPlace(difference.path);
  const set = (next: { reason: string; source: string }, field?: string) => {
    const others = all.filter(({ path }) => path !== difference.path);
    const departure = {
      path: difference.path,
      to: standsNow(difference),
      reason: next.reason,
      sources: next.source ? [next.source] : [],
    };
    const kept = next.reason.trim() || next.source ? [...others, departure] : others;
    write(['departures'], kept.length > 0 ? (kept as unknown as Json) : undefined, field);
  };
  const sources = valueAt(document, ['sources']);
  return (
    <div className={styles.reasonField}>
      <Textarea
        label={
          <>
            Why<span className="hs-visually-hidden"> this changes: {name}</span>
          </>
        }
        description={
          isOfAnotherValue && mine?.reason
            ? `For ${mine.to} it was: “${mine.reason}” Say why for what stands there now.`
            : undefined
        }
        autosize
        minRows={1}
        value={reason}
        onChange={(event) => set({ reason: event.currentTarget.value, source }, `reason ${difference.path}`)}
      />
      <NativeSelect
        label={
          <>
            Stands on<span className="hs-visually-hidden">: {name}</span>
          </>
        }
        size="md"
        value={source}
        data={[
          { value: '', label: 'Changed by the medical director' },
          ...(isList(sources) ? sources : []).flatMap((one) =>
            isObject(one) && typeof one.id === 'string' && one.id !== ''
              ? [{ value: one.id, label: `Source: ${String(one.citation ?? one.id).slice(0, 70)}` }]
              : [],
          ),
        ]}
        onChange={(event) => set({ reason, source: event.currentTarget.value })}
      />
    </div>
  );
}
