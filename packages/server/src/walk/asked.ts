/** For tests that walk the API: what is asked at each address, with one clinic's things or another's. */
import { randomUUID } from 'node:crypto';
import type { Address } from './addresses.ts';
import { BESIDE, BODIES } from './bodies.ts';
import { madeAt, type Place, placesOf } from './named-ids.ts';
import type { Thing, Things } from './things.ts';
import { type Shared, validValue } from './valid-values.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

let fresh = 0;
/** Valid once: a number that nothing had before. */
const freshLine = (): string => {
  fresh += 1;
  return `Walk-${fresh}`;
};

/** What nothing has yet: a product is named by a word, which no number begins. */
const newId = (made: Thing): string => (made === 'product' ? `own-${randomUUID()}` : randomUUID());

/** A call of an address with one clinic's things, and those of another at the places named. */
export function callOf(
  address: Address,
  shared: Shared,
  own: Things,
  foreign: { readonly at: readonly Place[]; readonly things: Things } = { at: [], things: own },
): Call {
  const isForeign = (place: Place) => foreign.at.some((one) => one.in === place.in && one.path === place.path);
  const idAt = (place: Place): string => {
    if (!isForeign(place)) return place.names === 'new' ? newId(madeAt(address)) : own[place.names];
    return place.names === 'new' ? foreign.things[madeAt(address)] : foreign.things[place.names];
  };
  const places = placesOf(address, shared);
  let { url } = address;
  const query = new URLSearchParams();
  for (const { name, isRequired, schema } of address.query)
    if (isRequired) query.set(name, String(validValue(schema, shared)));
  let body = BODIES[address.name]?.(own, freshLine) ?? (address.body ? validValue(address.body, shared) : undefined);
  for (const place of places) {
    if (place.in === 'params') url = url.replace(`:${place.path}`, encodeURIComponent(idAt(place)));
    else if (place.in === 'query') {
      if (isForeign(place)) query.set(place.path, idAt(place));
    } else if (isForeign(place)) {
      body = { ...(body as object), ...BESIDE[`${address.name} ${place.path}`] };
      body = withValue(body, place.path.split('.'), idAt(place));
    } else if (body !== undefined && place.names !== 'new' && hasPath(body, place.path.split('.')))
      body = withValue(body, place.path.split('.'), idAt(place));
  }
  url = url.replace('*', 'walk').replace(':number', '1').replace(':form', 'intake');
  const text = query.toString();
  return {
    method: address.method,
    path: text === '' ? url : `${url}?${text}`,
    ...(body !== undefined && { body }),
    ...(body === undefined && address.method === 'POST' && { body: {} }),
  };
}

function hasPath(value: unknown, [first = '', ...rest]: readonly string[]): boolean {
  const name = first.replace('[]', '');
  if (typeof value !== 'object' || value === null || !(name in value)) return false;
  const inside = (value as Record<string, unknown>)[name];
  return rest.length === 0 || hasPath(Array.isArray(inside) ? inside[0] : inside, rest);
}
function withValue(value: unknown, [first = '', ...rest]: readonly string[], to: string): object {
  const name = first.replace('[]', '');
  const inside = (value as Record<string, unknown> | undefined)?.[name];
  const isList = first.endsWith('[]');
  const one = isList && Array.isArray(inside) ? inside[0] : inside;
  const next = rest.length === 0 ? to : withValue(one ?? {}, rest, to);
  return { ...(value as object), [name]: isList ? [next] : next };
}
