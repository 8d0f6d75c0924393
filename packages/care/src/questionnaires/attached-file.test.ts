import { expect, test } from 'vitest';
import { FILE_LIMITS, fileKindOf, whyFileNotTaken } from './attached-file.ts';

const bytes = (...parts: readonly (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [part])));

test.each([
  ['a PDF', bytes('%PDF-1.7'), 'pdf'],
  ['a photograph', bytes(0xff, 0xd8, 0xff, 0xe0), 'jpeg'],
  ['a picture', bytes(0x89, 'PNG', 13, 10, 26, 10), 'png'],
] as const)('%s is told by its first bytes', (_, head, kind) => {
  expect(fileKindOf(head)).toBe(kind);
  expect(whyFileNotTaken(head, 1000)).toBeUndefined();
});
test.each([
  ['a program of Windows', bytes('MZ', 0x90, 0)],
  ['a program of Linux', bytes(0x7f, 'ELF')],
  ['a script', bytes('#!/bin/sh')],
  ['a page', bytes('<!doctype html>')],
  ['a drawing that can hold a script', bytes('<svg xmlns="">')],
  ['a program with a PDF behind it', bytes('MZ', 0x90, 0, '%PDF-1.7')],
  ['an archive', bytes('PK', 3, 4)],
])('%s is refused kindly, whatever its name', (_, head) => {
  const refusal = whyFileNotTaken(head, 1000);
  expect(refusal?.rule).toBe('file-of-another-kind');
  expect(refusal?.words.en).toContain('photograph');
});
test('an empty file and one that is too large are refused with what to do', () => {
  expect(whyFileNotTaken(new Uint8Array(), 0)?.rule).toBe('file-empty');
  expect(whyFileNotTaken(bytes('%PDF-1.7'), FILE_LIMITS.mostBytes + 1)?.rule).toBe('file-too-large');
});
