import type { SourceText } from '../text/source-text.ts';
import { readDifferently } from './ambiguous-scalar.ts';
import type { ScalarNode } from './located-node.ts';
import { type Problems, replacement, singleQuoted } from './problems.ts';

/** Reports a plain scalar that parsers read differently, or that no number holds. `isMeant` lets words through. */
export function checkPlain(problems: Problems, node: ScalarNode, isMeant: (word: string) => boolean): void {
  if (node.value === null || typeof node.value === 'boolean') return;
  const written = problems.source.text.slice(node.start, node.end);
  const other = readDifferently(written);
  if (other !== undefined && !isMeant(written)) {
    refuseAmbiguous(problems, node, `\`${written}\` is read as ${other} by some YAML parsers`);
  } else if (typeof node.value === 'number' && losesDigits(node.value, written)) {
    refuseAmbiguous(problems, node, `\`${written}\` is a number that cannot be held exactly`);
  }
}

/** Reports a plain scalar that ought to be quoted, unless a later check has more to say about it. */
export function refuseAmbiguous(problems: Problems, node: ScalarNode, message: string): void {
  const { source } = problems;
  const quoted = singleQuoted(source.text.slice(node.start, node.end));
  const isText = typeof node.value === 'string';
  problems.addUnlessTold('yaml/ambiguous', node, {
    message,
    label: 'quote it',
    ...(quoted === undefined ? {} : { help: `write ${quoted}` }),
    ...(quoted === undefined ? {} : { fix: replacement(source, node, quoted, 'quote it', isText) }),
  });
}

/** True for `{a: ${x}}`: in a flow collection the brace opens a mapping, and the scalar ends at the dollar. */
export function tearsReference(source: SourceText, node: ScalarNode): boolean {
  return source.text.charAt(node.end) === '{' && source.text.charAt(node.end - 1) === '$';
}

/** Reports a reference that was torn apart for want of quotes. */
export function refuseTornReference(problems: Problems, node: ScalarNode): void {
  const { source } = problems;
  const ahead = source.text.slice(node.end, node.end + longestReference);
  const [rest] = /^(?:\$?\{[\w.:-]*\}[^\s,[\]{}'"#]*)+/.exec(ahead) ?? [];
  const isWhole = rest !== undefined && rest.length < longestReference;
  const span = { start: node.start, end: node.end + (isWhole ? rest.length : 1) };
  const quoted = isWhole ? singleQuoted(source.text.slice(span.start, span.end)) : undefined;
  problems.add('yaml/ambiguous', span, {
    message: '`${` without quotes opens a mapping here',
    label: 'quote the whole text',
    help: quoted === undefined ? 'put it in single quotes' : `write ${quoted}`,
    ...(quoted === undefined ? {} : { fix: replacement(source, span, quoted, 'quote it', true) }),
  });
}

const longestReference = 500;

function losesDigits(value: number, written: string): boolean {
  if (!Number.isFinite(value)) return true;
  if (Number.isInteger(value)) return !Number.isSafeInteger(value);
  return written.replace(/[eE].*$/, '').replace(/^[-+0.]+|[^0-9]/g, '').length > 17;
}
