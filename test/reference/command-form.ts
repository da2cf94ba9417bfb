import { type Answer, yesIf } from './kleene.ts';

/** `command`: "one simple command of plain words", its program listed. */
export function commandAnswer(text: string, programs: readonly string[]): Answer {
  const [program = '', ...words] = text.split(' ');
  if (!isProgram(program) || !words.every(isPlainWord)) return 'unclear';
  return yesIf(programs.includes(program));
}

/** `command` with `paths_within`: options, then at least one path, all of them within. */
export function pathCommandAnswer(
  text: string,
  programs: readonly string[],
  prefixes: readonly string[],
): Answer {
  const [program = '', ...words] = text.split(' ');
  const paths = [...words];
  while (isOption(paths[0] ?? '')) paths.shift();
  if (!isProgram(program) || paths.length === 0 || !paths.every(isPlainPath)) return 'unclear';
  return yesIf(
    programs.includes(program) && paths.every((path) => prefixes.some((prefix) => isAt(path, prefix))),
  );
}

function isProgram(word: string): boolean {
  return word !== '' && !word.startsWith('-') && !/[^A-Za-z0-9._/+-]/.test(word);
}

function isPlainWord(word: string): boolean {
  return word !== '' && !word.startsWith('=') && !/[^A-Za-z0-9._/+:,@=-]/.test(word);
}

function isOption(word: string): boolean {
  const name = word.startsWith('--') ? word.slice(2) : word.slice(1);
  return word.startsWith('-') && name !== '' && !name.startsWith('-') && !/[^A-Za-z0-9-]/.test(name);
}

function isPlainPath(word: string): boolean {
  if (!word.startsWith('/') || /[^A-Za-z0-9._/+-]/.test(word) || word.includes('//')) return false;
  return !word.split('/').some((segment) => segment === '.' || segment === '..');
}

function isAt(path: string, prefix: string): boolean {
  const folder = prefix.replace(/\/$/, '');
  return path === folder || path.startsWith(`${folder}/`);
}
