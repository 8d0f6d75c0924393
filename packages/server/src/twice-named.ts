/**
 * Finds a field that one JSON object names twice. The parser would take the last and drop the first without a word: of two
 * weights in one body, nobody could say which was meant.
 */

/** A text, or one of the marks that give JSON its shape. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;
/** A text with a colon after it: a field's name, or, inside a text, what looks like one. */
const LIKE_A_NAME = /"\s*:/g;

/** The path of the first field named twice; undefined where there is none. `text` is valid JSON and `value` what it holds. */
export function twiceNamed(text: string, value: unknown): string | undefined {
  // As many names as fields: none was dropped. Only where that does not hold is the text walked.
  if ((text.match(LIKE_A_NAME)?.length ?? 0) === fieldsIn(value)) return undefined;
  return walk(text);
}

/** Counted without calling itself: what was sent may be nested deeper than calls can be. */
function fieldsIn(value: unknown): number {
  let count = 0;
  const left = [value];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one !== 'object' || one === null) continue;
    const inner = Object.values(one);
    if (!Array.isArray(one)) count += inner.length;
    for (const each of inner) left.push(each);
  }
  return count;
}

interface Level {
  /** The names so far; a list has places instead. */
  readonly names: Set<string> | undefined;
  at: string | number;
}

function walk(text: string): string | undefined {
  const levels: Level[] = [];
  let string = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') levels.push({ names: token === '{' ? new Set() : undefined, at: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level && typeof level.at === 'number') level.at += 1;
    else if (token === ':' && level?.names) {
      level.at = JSON.parse(string) as string;
      if (level.names.has(level.at)) return levels.map(({ at }) => at).join('.');
      level.names.add(level.at);
    } else string = token;
  }
  return undefined;
}
