import { expect, test } from 'vitest';
import { findPatients } from './find-patients.ts';

const patients = ['Aiyana Brooks', 'José Núñez', 'Sophie van der Berg', 'Anne-Marie O’Neil'].map((name, index) => ({
  id: String(index),
  name,
  dateOfBirth: '1980-01-01',
  recordNumber: `HB-10${index}`,
}));

test.each([
  ['', ['Aiyana Brooks', 'Anne-Marie O’Neil', 'José Núñez', 'Sophie van der Berg']],
  ['nunez', ['José Núñez']],
  ['berg so', ['Sophie van der Berg']],
  ['marie', ['Anne-Marie O’Neil']],
  ['Anne-Marie', ['Anne-Marie O’Neil']],
  ["o'neil", ['Anne-Marie O’Neil']],
  ['hb-100', ['Aiyana Brooks']],
  ['rooks', []],
])('“%s” finds %j', (asked, names) => {
  expect(findPatients(patients, asked).map((patient) => patient.name)).toEqual(names);
});
