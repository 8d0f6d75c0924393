/** What an answer came to, scale by scale, and why there is no score where there is none. */
import type { ResponseShown } from './shapes.ts';

export function ScoresOf({
  response: { scores, unscored },
}: {
  readonly response: Pick<ResponseShown, 'scores' | 'unscored'>;
}) {
  return (
    <>
      {scores.map(({ scale, name, value, high, band }) => (
        <div key={scale}>
          {name}: <strong className="hs-numbers">{Math.round(value * 100) / 100}</strong>
          {high !== undefined && ` of ${high}`}
          {band && ` · ${band}`}
        </div>
      ))}
      {unscored.map(({ scale, name, says }) => (
        <div key={scale}>
          {name}: no score. {says}
        </div>
      ))}
    </>
  );
}
