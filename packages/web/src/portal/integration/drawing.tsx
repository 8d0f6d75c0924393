/** Drawing with a finger or a mouse: strokes as data, and the same strokes shown. */
import { DRAWING_COLOURS, DRAWING_SIDE, type DrawingColour, type Stroke } from '@holdspace/care';
import { Button } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import { useWordsAround } from '../../language/around.tsx';
import styles from './integration.module.css';
import { CONTENT_WORDS } from './words.ts';

const INK: Readonly<Record<DrawingColour, string>> = {
  ink: 'var(--hs-ink)',
  teal: 'var(--hs-accent)',
  gold: 'var(--hs-gold)',
  red: 'var(--hs-danger)',
  blue: 'var(--hs-good)',
};

/** A point alone is drawn as a dot. */
const pathOf = ({ points }: Stroke): string => {
  const pairs = Array.from(
    { length: points.length / 2 },
    (_, index) => `${points[2 * index]} ${points[2 * index + 1]}`,
  );
  return `M${pairs.join('L')}${pairs.length === 1 ? `L${pairs[0]}` : ''}`;
};
const Strokes = ({ strokes }: { strokes: readonly Stroke[] }) =>
  strokes.map((stroke, index) => (
    <path
      // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only added at the end and taken from there
      key={index}
      d={pathOf(stroke)}
      fill="none"
      stroke={INK[stroke.colour]}
      strokeWidth={stroke.width}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ));
const VIEW = `0 0 ${DRAWING_SIDE} ${DRAWING_SIDE}`;

export function DrawingShown({ strokes, about }: { strokes: readonly Stroke[]; about?: string | undefined }) {
  const say = useWordsAround(CONTENT_WORDS);
  return (
    <svg
      className={styles.shown}
      viewBox={VIEW}
      role="img"
      aria-label={about ? say('drawingOf', { about }) : say('aDrawing')}
    >
      <Strokes strokes={strokes} />
    </svg>
  );
}

/** As near as this to the last point, nothing is added. */
const STEP = 4;

export function DrawingSheet({
  strokes,
  onChange,
}: {
  strokes: readonly Stroke[];
  onChange: (strokes: readonly Stroke[]) => void;
}) {
  const say = useWordsAround(CONTENT_WORDS);
  const [colour, setColour] = useState<DrawingColour>('ink');
  const [isDrawing, setDrawing] = useState(false);
  const [line, setLine] = useState<readonly number[]>([]);
  const sheet = useRef<SVGSVGElement>(null);
  const width = 10;
  const pointOf = (event: PointerEvent): [number, number] => {
    const box = sheet.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    const on = (value: number) => Math.min(DRAWING_SIDE, Math.max(0, Math.round(value * DRAWING_SIDE)));
    return [on((event.clientX - box.left) / box.width), on((event.clientY - box.top) / box.height)];
  };
  const end = () => {
    if (isDrawing && line.length > 0) onChange([...strokes, { colour, width, points: [...line] }]);
    setDrawing(false);
    setLine([]);
  };
  return (
    <>
      <fieldset className={styles.question}>
        <legend>{say('color')}</legend>
        <div className={styles.swatches}>
          {DRAWING_COLOURS.map((one) => (
            <label key={one} className={styles.swatch}>
              <input type="radio" name="colour" checked={colour === one} onChange={() => setColour(one)} />
              <span>
                <i style={{ background: INK[one] }} aria-hidden="true" />
                {say(one)}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <svg
        ref={sheet}
        className={styles.drawn}
        viewBox={VIEW}
        role="img"
        aria-label={say('sheet', { count: strokes.length })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawing(true);
          setLine(pointOf(event));
        }}
        onPointerMove={(event) => {
          if (!isDrawing) return;
          const [x, y] = pointOf(event);
          const [lastX = -99, lastY = -99] = line.slice(-2);
          if (Math.hypot(x - lastX, y - lastY) >= STEP) setLine([...line, x, y]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <Strokes strokes={line.length > 0 ? [...strokes, { colour, width, points: [...line] }] : strokes} />
      </svg>
      <div className={styles.buttons}>
        <Button variant="default" disabled={strokes.length === 0} onClick={() => onChange(strokes.slice(0, -1))}>
          {say('undo')}
        </Button>
      </div>
    </>
  );
}
