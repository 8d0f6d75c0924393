/**
 * The API as a page to read, made from the OpenAPI document: plain HTML without a script, so that it
 * opens at once and the content security policy has nothing to forbid.
 */
import type { OpenAPIV3_1 } from 'openapi-types';

type Operation = OpenAPIV3_1.OperationObject;
type Schema = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;
type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** Deeper than this a schema is named, not drawn; the document itself has the rest. */
const DEEPEST = 5;

export function documentationPage(document: OpenAPIV3_1.Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method] as Operation | undefined;
      return operation ? [{ path, method, operation, tag: operation.tags?.[0] ?? 'other' }] : [];
    }),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const anchor = (method: string, path: string) => `${method}${path}`.replaceAll(/[^a-z0-9]+/gi, '-');
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;

  const contents = tags
    .map((tag) => {
      const lines = operations
        .filter((one) => one.tag === tag)
        .map(
          ({ path, method, operation }) =>
            `<li><a href="#${anchor(method, path)}"><code>${method.toUpperCase()} ${inText(path)}</code></a> ${inText(operation.summary ?? '')}</li>`,
        );
      return `<h3>${inText(tag)}</h3><ul>${lines.join('')}</ul>`;
    })
    .join('');
  const sections = operations
    .map(({ path, method, operation }) => {
      const request = schemaOf((operation.requestBody as OpenAPIV3_1.RequestBodyObject | undefined)?.content);
      const parameters = (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
      return `<section id="${anchor(method, path)}"><h3><code>${method.toUpperCase()} ${inText(path)}</code></h3>
<p><strong>${inText(operation.summary ?? '')}</strong></p>${paragraphs(operation.description)}
${parameters.length > 0 ? `<h4>Parameters</h4><ul>${parameters.map((one) => `<li><code>${inText(one.name)}</code> in ${inText(one.in)}${one.required ? '' : ', optional'}: ${draw(one.schema as Schema, 0)}${one.description ? ` ${inText(one.description)}` : ''}</li>`).join('')}</ul>` : ''}
${request ? `<h4>Send</h4><div class="schema">${draw(request, 0)}</div>` : ''}
<h4>Answers</h4>${answers(operation)}</section>`;
    })
    .join('');
  const named = Object.entries(schemas)
    .map(
      ([name, schema]) =>
        `<section id="schema-${inText(name)}"><h3>${inText(name)}</h3><div class="schema">${draw(schema, 0)}</div></section>`,
    )
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inText(document.info.title)}</title><style>${STYLE}</style></head><body><header><h1>${inText(document.info.title)} ${inText(document.info.version)}</h1>
${paragraphs(document.info.description)}<p><a href="/api/openapi.json">openapi.json</a> (OpenAPI ${inText(document.openapi)})</p></header>
<nav aria-label="Contents"><h2>Contents</h2>${contents}</nav><main><h2>Operations</h2>${sections}<h2>Shapes</h2>${named}</main></body></html>`;
}

function answers(operation: Operation): string {
  const lines = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const { description, content } = response as OpenAPIV3_1.ResponseObject;
    const schema = schemaOf(content);
    const types = Object.keys(content ?? {}).filter((type) => type !== 'application/json');
    return `<li><strong>${inText(status)}</strong> ${inText(description)} ${types.length > 0 ? `<code>${inText(types.join(', '))}</code> ` : ''}${schema ? draw(schema, 0) : ''}</li>`;
  });
  return `<ul>${lines.join('')}</ul>`;
}

const schemaOf = (content: Readonly<Record<string, OpenAPIV3_1.MediaTypeObject>> | undefined): Schema | undefined =>
  Object.values(content ?? {})[0]?.schema as Schema | undefined;

/** A schema as nested lists: names, types, limits and meanings. */
function draw(schema: Schema | undefined, depth: number): string {
  if (!schema) return '';
  if ('$ref' in schema && typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return `<a href="#schema-${inText(name)}">${inText(name)}</a>`;
  }
  const given = schema as Json;
  const alternatives = (given.oneOf ?? given.anyOf) as Schema[] | undefined;
  if (alternatives)
    return deeper(
      depth,
      `one of`,
      alternatives.map((one) => draw(one, depth + 1)),
    );
  if ('const' in given) return `<code>${inText(JSON.stringify(given.const))}</code>`;
  if (Array.isArray(given.enum))
    return given.enum.map((value) => `<code>${inText(JSON.stringify(value))}</code>`).join(' ');
  if (given.type === 'array') return `list of ${draw(given.items as Schema, depth)}`;
  const properties = given.properties as Readonly<Record<string, Schema>> | undefined;
  if (properties) {
    const required = new Set((given.required as string[] | undefined) ?? []);
    const entries = Object.entries(properties).map(
      ([name, inner]) =>
        `<code>${inText(name)}</code>${required.has(name) ? '' : ' (optional)'}: ${draw(inner, depth + 1)}`,
    );
    return deeper(depth, 'object', entries);
  }
  const limits = ['format', 'minimum', 'maximum', 'minLength', 'maxLength', 'default']
    .filter((limit) => given[limit] !== undefined && typeof given[limit] !== 'object')
    .map((limit) => `${limit} ${String(given[limit])}`);
  const words = [String(given.type ?? 'any'), ...limits].join(', ');
  return `${inText(words)}${given.description ? ` <em>${inText(String(given.description))}</em>` : ''}`;
}

const deeper = (depth: number, word: string, entries: readonly string[]): string =>
  depth >= DEEPEST ? `${word} …` : `${word}<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;

const paragraphs = (text: string | undefined): string =>
  (text ?? '')
    .split('\n\n')
    .filter(Boolean)
    .map((one) => `<p>${inText(one)}</p>`)
    .join('');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const inText = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem}
code{font:.9em ui-monospace,monospace}
section{border-top:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:.75rem 0}
ul{margin:.25rem 0;padding-inline-start:1.25rem}
.schema{max-height:32rem;overflow:auto}
`;
