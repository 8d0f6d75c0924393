/** The protocol language as a published JSON Schema, made from the schema that parses, so that the two cannot differ. */
import { z } from 'zod';
import { protocolShape } from './schema.ts';

/**
 * JSON Schema 2020-12 of a protocol as it is written: quantities in any unit of their kind, fields with a default left
 * out if wished. It holds the shape; ranges of quantities and the rules that span fields are `parseProtocol`'s.
 */
export function protocolJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(protocolShape, { target: 'draft-2020-12', io: 'input' }),
    $id: 'urn:holdspace:protocol:1',
    title: 'Holdspace protocol, language 1',
    description:
      'One way of treating: phases and who is present, gates before a dose, dose, monitoring, discharge, setting, visits, measures, and the source of every default. What this schema accepts is checked further for rules that span fields.',
  };
}
