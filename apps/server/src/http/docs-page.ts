import { html, raw } from 'hono/html';
import type { OpenApiDocument } from './open-api.ts';

type Json = { readonly [key: string]: unknown };

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

/** The API for readers: one page without script, from the OpenAPI document. */
export function docsPage(document: OpenApiDocument) {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = asObject(asObject(item)[method]);
      return 'responses' in operation ? [{ path, method, operation }] : [];
    }),
  );
  const tags = [...new Set(operations.map(({ operation }) => tagOf(operation)))];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gatehouse API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header><h1>Gatehouse API</h1><p><a href="/api/v1/openapi.json">openapi.json</a> · version ${document.info.version}</p></header>
<nav>${tags.map((tag) => html`<a href="#${slug(tag)}">${tag}</a> `)}</nav>
<main>
${(document.info.description ?? '').split('\n\n').map((paragraph) => html`<p>${withCode(paragraph)}</p>`)}
${tags.map(
  (tag) => html`<section id="${slug(tag)}"><h2>${tag}</h2>
${operations.filter(({ operation }) => tagOf(operation) === tag).map((entry) => operationPart(entry, document))}</section>`,
)}
</main>
</body>
</html>`;
}

type Entry = { path: string; method: string; operation: Json };

function operationPart({ path, method, operation }: Entry, document: OpenApiDocument) {
  const body = bodySchema(operation['requestBody']);
  const parameters = asList(operation['parameters']);
  return html`<details id="${slug(`${method} ${path}`)}">
<summary><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code> <span>${textOf(operation['summary'])}</span></summary>
${textOf(operation['description'])
  .split('\n\n')
  .map((paragraph) => html`<p>${withCode(paragraph)}</p>`)}
${parameters.length > 0 ? html`<h3>Parameters</h3><dl>${parameters.map(parameterPart)}</dl>` : ''}
${body ? html`<h3>Body</h3><pre>${schemaText(body, document)}</pre>` : ''}
<h3>Answers</h3>
<dl>${Object.entries(asObject(operation['responses'])).map(([status, answer]) => answerPart(status, asObject(answer), document))}</dl>
</details>`;
}

function parameterPart(parameter: Json) {
  const schema = asObject(parameter['schema']);
  const values = Array.isArray(schema['enum']) ? schema['enum'].map(textOf) : [];
  const hint = [parameter['description'], values.length > 0 ? values.join(' · ') : schema['type']].filter(
    Boolean,
  );
  const needed = parameter['required'] ? ' (required)' : '';
  return html`<dt><code>${textOf(parameter['name'])}</code> in ${textOf(parameter['in'])}${needed}</dt><dd>${hint.join(': ')}</dd>`;
}

function answerPart(status: string, answer: Json, document: OpenApiDocument) {
  const schema = bodySchema(answer);
  const shown = schema && Number(status) < 400 ? html`<pre>${schemaText(schema, document)}</pre>` : '';
  return html`<dt><code>${status}</code></dt><dd>${textOf(answer['description'])}${shown}</dd>`;
}

function bodySchema(carrier: unknown): Json | null {
  const media = asObject(asObject(asObject(carrier)['content'])['application/json']);
  return 'schema' in media ? asObject(media['schema']) : null;
}

/** A schema as one would write the value: `{ name: string, deviceLimit?: integer | null }`. */
function schemaText(schema: Json, document: OpenApiDocument, indent = ''): string {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const name = reference.split('/').at(-1) ?? '';
    return schemaText(asObject(asObject(document.components['schemas'])[name]), document, indent);
  }
  const several = asList(schema['anyOf'] ?? schema['oneOf']);
  if (several.length > 0) return several.map((one) => schemaText(one, document, indent)).join(' | ');
  const all = asList(schema['allOf']);
  if (all.length > 0) return all.map((one) => schemaText(one, document, indent)).join(' & ');
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  if (schema['type'] === 'array') return `[ ${schemaText(asObject(schema['items']), document, indent)} … ]`;
  if (!('properties' in schema)) return textOf(schema['format'] ?? schema['type']) || 'any';
  const required = new Set(Array.isArray(schema['required']) ? schema['required'].map(String) : []);
  const lines = Object.entries(asObject(schema['properties'])).map(([name, value]) => {
    const property = asObject(value);
    const note = property['description'] ? `  // ${textOf(property['description'])}` : '';
    return `${indent}  ${name}${required.has(name) ? '' : '?'}: ${schemaText(property, document, `${indent}  `)}${note}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function tagOf(operation: Json): string {
  const tags = operation['tags'];
  return Array.isArray(tags) && tags.length > 0 ? String(tags[0]) : 'Other';
}

function withCode(text: string) {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function asList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export const DOCS_STYLE = raw(`
:root { color-scheme: light dark; --line: light-dark(#d8dde0, #363c40); --soft: light-dark(#f4f6f7, #1d2225); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: .85rem; margin: 1rem 0 .25rem; }
a { color: light-dark(#0b6b6b, #5fc9c4); } nav a { margin-right: .75rem; }
code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { background: var(--soft); padding: .75rem; border-radius: 6px; overflow-x: auto; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .75rem; }
summary { cursor: pointer; } summary b { display: inline-block; min-width: 4rem; font-size: .8rem; } summary span { opacity: .75; }
dl { margin: 0; } dd { margin: 0 0 .5rem 1rem; }
`).toString();
