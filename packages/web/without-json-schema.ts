/**
 * Zod keeps with each of its types the code that writes it as JSON Schema: a quarter of what a page would carry of it. The one
 * that a page needs, by which the editor draws its form, is written when the page is built; in the place of the code stands an
 * error that says so. The server and the tests have Zod whole.
 */
import { type Plugin, runnerImport } from 'vite';

const LEFT_OUT = /[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/;
const WRITTEN = /[\\/]care[\\/]src[\\/]protocol[\\/]json-schema\.ts$/;
/** Every name that a file gives to others, whichever way it is declared. */
const GIVEN = /^export (?:const|function|class) (\w+)/gm;

export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  apply: 'build',
  async transform(code, id) {
    if (WRITTEN.test(id)) {
      const { module } = await runnerImport<{ protocolJsonSchema(): object }>(id);
      const written = JSON.stringify(JSON.stringify(module.protocolJsonSchema()));
      return { code: `export const protocolJsonSchema = () => JSON.parse(${written});`, map: null };
    }
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
