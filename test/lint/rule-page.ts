import { readFileSync } from 'node:fs';

/** A page of `docs/rules`, taken apart. */
export interface RulePage {
  readonly text: string;
  readonly title: string;
  readonly headings: readonly string[];
  /** The text below a heading. */
  readonly section: (heading: string) => string;
}

export function readRulePage(code: string): RulePage {
  const text = readFileSync(
    new URL(`../../docs/rules/${code.replace('/', '-')}.md`, import.meta.url),
    'utf8',
  );
  const [head = '', ...sections] = text.split(/^## /m);
  const byHeading = new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1)] as const;
    }),
  );
  return {
    text,
    title: head.split('\n')[0] ?? '',
    headings: [...byHeading.keys()],
    section: (heading) => byHeading.get(heading) ?? '',
  };
}

/** The YAML blocks of a section as files; a block that begins with `# file: NAME` is that file. */
export function exampleFiles(section: string): { readonly [file: string]: string } {
  const blocks = [...section.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return Object.fromEntries(
    blocks.map((block) => [/^# file: (\S+)\n/.exec(block)?.[1] ?? 'policy.yaml', block] as const),
  );
}
