/** A sheet to sign on, with a finger, a pen or the mouse. Who cannot draw has the box beside it. */
import { SIGNATURE_SHEET } from '@holdspace/care';
import { Button } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import { useWords } from '../../language/use-language.ts';
import styles from './consents.module.css';
import { CONSENT_WORDS } from './words.ts';

const { width: WIDTH, height: HEIGHT } = SIGNATURE_SHEET;
/** As near as this to the last point, nothing is added. */
const STEP = 3;
const MOST_POINTS = 4000;

const pathOf = (points: readonly number[]): string => {
  const pairs = Array.from(
    { length: points.length / 2 },
    (_, index) => `${points[2 * index]} ${points[2 * index + 1]}`,
  );
  return `M${pairs.join('L')}${pairs.length === 1 ? `L${pairs[0]}` : ''}`;
};

interface SheetProps {
  readonly strokes: readonly (readonly number[])[];
  readonly onChange: (strokes: readonly (readonly number[])[]) => void;
}

export function SignatureSheet({ strokes, onChange }: SheetProps) {
  const say = useWords(CONSENT_WORDS);
  const [line, setLine] = useState<readonly number[]>([]);
  const [isDrawing, setDrawing] = useState(false);
  const sheet = useRef<SVGSVGElement>(null);
  const pointOf = (event: PointerEvent): [number, number] => {
    const box = sheet.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    const on = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value * most)));
    return [on((event.clientX - box.left) / box.width, WIDTH), on((event.clientY - box.top) / box.height, HEIGHT)];
  };
  const end = () => {
    if (isDrawing && line.length > 0) onChange([...strokes, line]);
    setDrawing(false);
    setLine([]);
  };
  return (
    <div className={styles.sheetPlace}>
      <svg
        ref={sheet}
        className={styles.sheet}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={say('draw_sheet', { lines: strokes.length })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawing(true);
          setLine(pointOf(event));
        }}
        onPointerMove={(event) => {
          if (!isDrawing || line.length > MOST_POINTS) return;
          const [x, y] = pointOf(event);
          const [lastX = -99, lastY = -99] = line.slice(-2);
          if (Math.hypot(x - lastX, y - lastY) >= STEP) setLine([...line, x, y]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path d={`M40 ${HEIGHT - 40}H${WIDTH - 40}`} className={styles.baseline} />
        {[...strokes, ...(line.length > 0 ? [line] : [])].map((points, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end
          <path key={index} d={pathOf(points)} className={styles.ink} />
        ))}
      </svg>
      <Button variant="default" disabled={strokes.length === 0} onClick={() => onChange([])}>
        {say('clear')}
      </Button>
    </div>
  );
}
