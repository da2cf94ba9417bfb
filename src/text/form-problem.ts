import { keyPrefixProblem, pathPrefixProblem } from './canonical-prefix.ts';
import { domainProblem, hostProblem } from './host-text.ts';
import { ipBlockProblem } from './ip-block.ts';

/** What a text of a typed matcher has to be. */
export type TextForm =
  | 'path prefix'
  | 'key prefix'
  | 'scheme'
  | 'host'
  | 'url path'
  | 'domain'
  | 'ip block'
  | 'program'
  | 'command path';

/** Why a text is not of that form, in words, or undefined where it is. */
export function formProblem(form: TextForm, text: string): string | undefined {
  return problems[form](text);
}

const problems: { readonly [form in TextForm]: (text: string) => string | undefined } = {
  'path prefix': pathPrefixProblem,
  'key prefix': keyPrefixProblem,
  scheme: schemeProblem,
  host: hostProblem,
  'url path': urlPathProblem,
  domain: domainProblem,
  'ip block': ipBlockProblem,
  program: programProblem,
  'command path': commandPathProblem,
};

/** Schemes whose URLs name no host, or one that some readers drop. */
const hostless: ReadonlySet<string> = new Set([
  'about',
  'blob',
  'data',
  'file',
  'javascript',
  'mailto',
  'vbscript',
]);

function schemeProblem(text: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*$/.test(text)) return 'a scheme is lower-case letters, such as `https`';
  return hostless.has(text) ? `\`${text}\` URLs name no host` : undefined;
}

function urlPathProblem(text: string): string | undefined {
  const problem = pathPrefixProblem(text);
  if (problem !== undefined || /^[A-Za-z0-9._~!$&'()*+,=:@/-]*$/.test(text)) return problem;
  return "the path of a URL holds letters, digits and `- . _ ~ ! $ & ' ( ) * + , = : @ /` only";
}

/** Words that a shell takes for part of its grammar where a program's name would stand. */
const reserved: ReadonlySet<string> = new Set([
  ...['case', 'coproc', 'do', 'done', 'elif', 'else', 'end', 'esac', 'fi', 'for', 'foreach', 'function'],
  ...['if', 'in', 'repeat', 'select', 'then', 'time', 'until', 'while', '.', '..'],
]);

/** Longest program name in code units, as for a file's name. */
const longestProgram = 255;

function programProblem(text: string): string | undefined {
  if (text.length > longestProgram) return `a program has at most ${longestProgram} characters`;
  if (!/^[A-Za-z0-9._/+][A-Za-z0-9._/+-]*$/.test(text)) return 'a program is one plain word';
  return reserved.has(text) ? `\`${text}\` is part of the shell's own language` : undefined;
}

function commandPathProblem(text: string): string | undefined {
  const problem = pathPrefixProblem(text);
  if (problem !== undefined || /^[A-Za-z0-9._/+-]*$/.test(text)) return problem;
  return 'a path in a command holds letters, digits and `. _ - + /` only';
}
