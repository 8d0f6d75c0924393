/** A document that is being edited: what stands at a path, and the document with it changed. Nothing is changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
export type Path = readonly (string | number)[];

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

export function valueAt(document: Json | undefined, path: Path): Json | undefined {
  let value = document;
  for (const part of path)
    value =
      typeof part === 'number' ? (isList(value) ? value[part] : undefined) : isObject(value) ? value[part] : undefined;
  return value;
}

/** With a value at a path; `undefined` takes the field, or the entry of a list, away. */
export function withValue(document: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (typeof part === 'number') {
    const list = isList(document) ? [...document] : [];
    const next = withValue(list[part], rest, value);
    if (next === undefined) list.splice(part, 1);
    else list[part] = next;
    return list;
  }
  const { [part]: before, ...others } = isObject(document) ? document : {};
  const next = withValue(before, rest, value);
  if (next === undefined) return others;
  // In its old place, so that a file and its next version read alike.
  return isObject(document) && part in document ? { ...document, [part]: next } : { ...others, [part]: next };
}

/** With an entry of a list one place earlier (-1) or later (1). */
export function withMoved(document: Json, path: Path, index: number, by: -1 | 1): Json {
  const list = valueAt(document, path);
  if (!isList(list) || index + by < 0 || index + by >= list.length) return document;
  const moved = [...list];
  moved.splice(index + by, 0, ...moved.splice(index, 1));
  return withValue(document, path, moved) ?? document;
}
