/** The protocol language as a published JSON Schema, made from the schema that parses, so that the two cannot differ. */
import { z } from 'zod';
import { protocolShape } from './schema.ts';

/** JSON Schema 2020-12 of a protocol as it is written. The rules that span fields are not in it; `parseProtocol` has them. */
export function protocolJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(protocolShape, { target: 'draft-2020-12', io: 'input' }),
    $id: 'urn:holdspace:protocol:1',
    title: 'Holdspace protocol, language 1',
  };
}
