import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRootKeys, heldRootKeys, newRootKey, parseRootKeys } from './held-root-keys.ts';
import { boundBytes, type RootKeys } from './root-keys.ts';
import { rsaRootKeys } from './rsa-root-keys.ts';
import { SealFault } from './seal-fault.ts';
import { type DataKey, seal, unseal } from './sealed.ts';

const aKey = (): DataKey => ({ id: randomUUID(), bytes: randomBytes(32) });
const place = { clinicId: 'c-1', table: 'patient', column: 'sealed', rowId: 'p-1' };
const SECRET = 'Ida Example, born 1980-05-04';

describe('a sealed value', () => {
  test('opens to what was sealed, whatever it was', () => {
    const key = aKey();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unseal(key, seal(key, text, place), place)).toBe(text);
      }),
    );
  });

  test('never looks the same twice, and names its version and key', () => {
    const key = aKey();
    const [one, other] = [seal(key, SECRET, place), seal(key, SECRET, place)];
    expect(one).not.toBe(other);
    expect(one.startsWith(`hs1:${key.id}:`)).toBe(true);
  });

  test.each([
    ['another clinic', { clinicId: 'c-2' }],
    ['another table', { table: 'disclosure' }],
    ['another column', { column: 'name' }],
    ['another row', { rowId: 'p-2' }],
    ['a row whose parts run together the same', { table: 'patien', column: 'tsealed' }],
  ])('moved to %s does not open', (_, moved) => {
    const key = aKey();
    const sealed = seal(key, SECRET, place);
    expect(() => unseal(key, sealed, { ...place, ...moved })).toThrow(SealFault);
  });

  test('does not open with one bit turned, wherever it is, nor cut, nor lengthened', () => {
    const key = aKey();
    const sealed = seal(key, SECRET, place);
    const [version, id, body = ''] = sealed.split(':');
    const bytes = Buffer.from(body, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const turned = Buffer.from(bytes);
      turned[index] = (turned[index] ?? 0) ^ 1;
      expect(() => unseal(key, `${version}:${id}:${turned.toString('base64url')}`, place)).toThrow(SealFault);
    }
    for (const length of [0, 1, 12, 27, 28, bytes.length - 1])
      expect(() => unseal(key, `${version}:${id}:${bytes.subarray(0, length).toString('base64url')}`, place)).toThrow(
        SealFault,
      );
    const longer = Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64url');
    expect(() => unseal(key, `${version}:${id}:${longer}`, place)).toThrow(SealFault);
  });

  test('does not open with another key, nor under another key’s name', () => {
    const [key, other] = [aKey(), aKey()];
    const sealed = seal(key, SECRET, place);
    expect(() => unseal(other, sealed, place)).toThrow(SealFault);
    expect(() => unseal(other, sealed.replace(key.id, other.id), place)).toThrow(SealFault);
    expect(() => unseal({ ...key, id: other.id }, sealed.replace(key.id, other.id), place)).toThrow(SealFault);
  });

  test.each(['', 'Ida Example', 'hs1:only', 'hs2:a:b', 'hs1:a:b:c'])('%j is none, and the fault says so', (text) => {
    expect(() => unseal(aKey(), text, place)).toThrow(SealFault);
  });

  test('that does not open says where and why, and nothing of what is inside or whose it is', () => {
    const key = aKey();
    const sealed = seal(key, SECRET, place);
    try {
      unseal(key, sealed, { ...place, rowId: 'p-2' });
      expect.unreachable();
    } catch (error) {
      const said = `${(error as Error).message} ${(error as Error).stack} ${JSON.stringify(error)}`;
      expect(said).toContain('patient.sealed does not open');
      for (const part of ['Ida', '1980', 'p-2', 'c-1', sealed.slice(-20)]) expect(said).not.toContain(part);
    }
  });
});

test('no two lists of parts are bound as the same bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (one, other) => {
      const same = one.length === other.length && one.every((part, index) => part === other[index]);
      expect(boundBytes(one).equals(boundBytes(other))).toBe(same);
    }),
  );
});

const context = { clinicId: 'c-1', purpose: 'identifiers', keyId: 'k-1' };
describe.each<[string, () => RootKeys]>([
  ['held in this process', () => heldRootKeys(() => [newRootKey('2026-03-01')])],
  ['behind RSA-OAEP', () => rsaRootKeys('rsa-1')],
])('root keys %s', (_, make) => {
  test('unwrap what they wrapped, for the same clinic, purpose and key alone', async () => {
    const root = make();
    const dataKey = randomBytes(32);
    const { rootKeyId, wrapped } = await root.wrap(dataKey, context);
    expect(await root.unwrap(rootKeyId, wrapped, context)).toEqual(dataKey);
    for (const other of [{ clinicId: 'c-2' }, { purpose: 'psychotherapy_notes' }, { keyId: 'k-2' }])
      await expect(root.unwrap(rootKeyId, wrapped, { ...context, ...other })).rejects.toThrow(SealFault);
    await expect(root.unwrap('another', wrapped, context)).rejects.toThrow('the root key is not there');
    await expect(root.unwrap(rootKeyId, wrapped.slice(0, -4), context)).rejects.toThrow(SealFault);
  });
});

describe('root keys as text', () => {
  test('are read as they were written, the current first', () => {
    const keys = [newRootKey('2026-03-02'), newRootKey('2026-03-01')];
    expect(parseRootKeys(formatRootKeys(keys))).toEqual(keys);
    expect(parseRootKeys(formatRootKeys(keys).trim().replace('\n', ','))).toEqual(keys);
  });

  test.each(['no colon', 'id:c2hvcnQ', 'bad id!:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    '%j is refused without being repeated',
    (text) => {
      expect(() => parseRootKeys(text)).toThrow('root key 1');
      expect(() => parseRootKeys(text)).not.toThrow(text);
    },
  );

  test('with one id twice are refused', () => {
    const key = newRootKey('2026-03-01');
    expect(() => parseRootKeys(formatRootKeys([key, key]))).toThrow('same id');
  });

  test('added by another process are found when they are needed', async () => {
    const first = newRootKey('2026-03-01');
    let kept = [first];
    const here = heldRootKeys(() => kept);
    kept = [newRootKey('2026-03-02'), first];
    const { rootKeyId, wrapped } = await heldRootKeys(() => kept).wrap(Buffer.alloc(32, 1), context);
    expect(await here.unwrap(rootKeyId, wrapped, context)).toEqual(Buffer.alloc(32, 1));
  });
});
