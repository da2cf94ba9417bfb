import type { Reference, TemplateText } from '../model/template-text.ts';
import { suggest } from '../text/suggest.ts';

/** Something wrong with a `${...}`: `index` and `length` are in the text that was given. */
export interface ReferenceProblem {
  readonly index: number;
  readonly length: number;
  readonly message: string;
  readonly help: string;
}

/** Where each reference of a parsed text stood. */
export interface ReferenceSite {
  readonly reference: Reference;
  readonly index: number;
  readonly length: number;
}

export interface ParsedTemplateText {
  readonly text: TemplateText;
  readonly sites: readonly ReferenceSite[];
  readonly problems: readonly ReferenceProblem[];
}

/** Reads the `${...}` of a text. What is no known reference is reported and left out of the result's references. */
export function parseTemplateText(text: string): ParsedTemplateText {
  const parts: (string | Reference)[] = [];
  const sites: ReferenceSite[] = [];
  const problems: ReferenceProblem[] = [];
  let literal = '';
  let at = 0;
  for (let open = text.indexOf('${'); open !== -1; open = text.indexOf('${', at)) {
    if (open > at && text.charAt(open - 1) === '$') {
      literal += `${text.slice(at, open - 1)}\${`;
      at = open + 2;
      continue;
    }
    literal += text.slice(at, open);
    const close = text.indexOf('}', open);
    const length = (close === -1 ? text.length : close + 1) - open;
    const reference = close === -1 ? undefined : readReference(text.slice(open + 2, close));
    at = open + length;
    if (reference === undefined) {
      problems.push({ index: open, length, ...explain(text.slice(open, at), close !== -1) });
      literal += text.slice(open, at);
      continue;
    }
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push(reference);
    sites.push({ reference, index: open, length });
  }
  literal += text.slice(at);
  if (literal !== '') parts.push(literal);
  return { text: parts, sites, problems };
}

function readReference(name: string): Reference | undefined {
  if (name === 'tenant.id' || name === 'tenant.name' || name === 'plan') return { ref: name };
  const parts = /^(?:(vars|context)\.|(env):)([A-Za-z_][A-Za-z0-9_-]{0,127})$/.exec(name);
  const [, root, env, key] = parts ?? [];
  if (key === undefined) return undefined;
  if (env !== undefined) return { ref: 'env', name: key };
  return root === 'vars' ? { ref: 'vars', name: key } : { ref: 'context', key };
}

const known = ['tenant.id', 'tenant.name', 'plan', 'vars.NAME', 'context.KEY', 'env:NAME'];

function explain(written: string, closed: boolean): { message: string; help: string } {
  if (!closed) return { message: '`${` without a closing brace', help: 'write `$${` for the text `${`' };
  const name = written.slice(2, -1);
  const key = /[.:](.*)$/s.exec(name)?.[1] ?? '';
  const shapes = ['tenant.id', 'tenant.name', 'plan', `vars.${key}`, `context.${key}`, `env:${key}`];
  const near = suggest(name, key === '' ? known.slice(0, 3) : shapes);
  const shown =
    near !== undefined && readReference(near) !== undefined ? `did you mean \`\${${near}}\`? ` : '';
  return {
    message: `\`${written}\` refers to nothing`,
    help: `${shown}known are ${known.join(', ')}; \`$\${\` writes \`\${\``,
  };
}
