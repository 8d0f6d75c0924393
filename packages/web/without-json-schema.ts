/**
 * Zod keeps with each of its types the code that writes it as JSON Schema: a quarter of what a page would carry of it, and no
 * page ever writes one. In its place stands an error that says so; the server and the tests have Zod whole.
 */
import type { Plugin } from 'vite';

const LEFT_OUT = /[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/;
/** Every name that a file gives to others, whichever way it is declared. */
const GIVEN = /^export (?:const|function|class) (\w+)/gm;

export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  apply: 'build',
  transform(code, id) {
    if (!LEFT_OUT.test(id)) return;
    const names = [...code.matchAll(GIVEN)].map(([, name]) => name);
    // What makes a method is called whenever a type is asked for its standard face; the method itself never is.
    const stands = (name = '') => `export const ${name} = ${name.startsWith('create') ? '() => leftOut' : 'leftOut'};`;
    return {
      code: `const leftOut = () => { throw new Error('JSON Schema is not written in a page'); };\n${names.map(stands).join('\n')}`,
      map: null,
    };
  },
};
