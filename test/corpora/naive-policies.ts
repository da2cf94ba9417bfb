/** A naive policy in the language: the fixture that says it, or why nothing can. */
export type Translation = { readonly fixture: string } | { readonly cannot: string };

const whole = 'no matcher sees all arguments at once as text: a rule names the argument that it is about';
const fixture = (name: string): Translation => ({ fixture: name });

/** What the naive policies are in the language, by their names in the corpora. */
export const translations: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  ['N-PATH', fixture('path')],
  ['N-PATH-NS', fixture('path-no-slash')],
  ['N-PATH-I', fixture('path-any-case')],
  ['N-PATH-M', fixture('path-any-line')],
  ['N-PATH-UNANCH', fixture('path-anywhere')],
  ['N-PATH-OPT', fixture('path-optional')],
  ['N-PATH-ARG:source', fixture('path-of-source')],
  ['N-PATH-ARG:destination', fixture('path-of-destination')],
  ['N-PATH-ARG:repo_path', fixture('path-of-repository')],
  ['N-PATH-ARG:savePath', fixture('path-of-folder')],
  ['N-SQL', fixture('sql')],
  ['N-EMAIL', fixture('email')],
  ['N-EMAIL-UK', fixture('email-two-dots')],
  ['N-EMAIL-NOAT', fixture('email-no-at')],
  ['N-EMAIL-NOEND', fixture('email-no-end')],
  ['N-URL', fixture('url')],
  ['N-URL-UNANCH', fixture('url-anywhere')],
  ['N-URL-DOT', fixture('url-dot')],
  ['N-URL-SUFFIX', fixture('url-suffix')],
  ['N-URL-SUFFIX-NODOT', fixture('url-suffix-no-dot')],
  ['N-URL-PATH', fixture('url-path')],
  ['N-URL-DENY', fixture('url-deny')],
  ['N-VEC-NS', fixture('namespace')],
  ['N-VEC-EXPR', fixture('expression')],
  ['N-VEC-KEY', fixture('filter-key')],
  ['N-VEC-OPT', fixture('filter-optional')],
  ['N-VEC-NSOPT', fixture('namespace-optional')],
  ['N-VEC-JSON', { cannot: whole }],
  ['N-VEC-STR', { cannot: whole }],
  ['N-SH', fixture('command')],
  ['N-SH-GIT', fixture('command-git')],
  ['N-MEM', fixture('key')],
  ['N-MEM-ARG:names', { cannot: 'an allow takes a list where all elements are yes, never where some are' }],
  ['N-TOOL-DENY', fixture('tool-denied')],
  [
    'N-TOOL-OBJ',
    { cannot: 'rules are looked up by names that documents give, not by those of every object' },
  ],
  ['N-TOOL-GLOB', fixture('tool-beginning')],
  ['N-TOOL-SUFFIX', fixture('tool-end')],
  ['N-LIMIT', fixture('limit')],
  ['N-EMAIL-TOOLGAP', fixture('no-rule')],
  ['N-VEC-TOOLGAP', fixture('no-rule')],
  ['N-MEM-TOOLGAP', fixture('no-rule')],
]);

/** Attacks that a naive policy lets through and its translation does not, and why the language differs. */
export const strictness: ReadonlyMap<string, string> = new Map([
  ['ATK-0207', 'a list is asked element by element, never as the text that it would be joined to'],
  ['ATK-0208', 'a list in a list is unclear'],
  ['ATK-0210', 'an object is no text'],
  ['ATK-0364', 'a list is asked element by element'],
  ['ATK-0365', 'an empty text is there; only null is as if it were not'],
  ['ATK-0458', 'a list is asked element by element'],
  ['ATK-0493', 'no glob covers a line break in the name of a tool'],
  ['ATK-0498', 'a key that stands twice is read as neither'],
  ['ATK-0504', 'a list is asked element by element'],
  ['ATK-0528', 'a list is asked element by element'],
  ['ATK-0532', 'arguments end at 64 levels'],
]);
