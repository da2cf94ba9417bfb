import type { Sourced } from '../model/place.ts';
import { asText } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';

/** A tool's name or a glob over names; what is neither is reported. */
export function readToolName(problems: Problems, node: LocatedNode): Sourced<string> | undefined {
  const name = asText(problems, node);
  const wrong = name === undefined ? undefined : toolNameProblem(name.value);
  if (wrong !== undefined) {
    problems.add('schema/invalid', node, {
      message: `\`${name?.value ?? ''}\` is not the name of a tool: ${wrong}`,
      label: 'not a name or glob',
      help: 'write an exact name, or a glob with `*` (letters, digits, `_`, `-`) and `**` (also `.`, `:`, `/`)',
    });
  }
  return name;
}

/** Why a text is neither a tool's name nor a glob; undefined where it is one. */
export function toolNameProblem(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > 256) return 'it is longer than 256 characters';
  if (name.includes('***')) return '`***` means nothing';
  if (/[?[\]{}!]/.test(name)) return '`?`, `[..]`, `{..}` and `!` are no wildcards here';
  if (/\$\{/.test(name)) return 'it cannot refer to anything';
  return /[\s\p{C}]/u.test(name) ? 'it holds white space or a hidden character' : undefined;
}
