import { describe, expect, it } from 'vitest';
import { fixWorkspace } from '../../src/lint/fix-workspace.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import {
  bounded,
  escapesOf,
  fixed,
  home,
  lint,
  mail,
  options,
  rule,
  unsoundOf,
  workspace,
} from './fixed-texts.ts';
import { filesOf } from './lint-texts.ts';

describe('YAML around a pattern stays as it is', () => {
  it.each<readonly [what: string, before: string, after: string]>([
    [
      'on a line of its own',
      "\n            '^/data/acme/' # c",
      '\n            { path_within: /data/acme/ } # c',
    ],
    ['over two lines', "'^/data/\n           acme/'", `{ all_of: [${home}, '^/data/ acme/'] }`],
    ['with an anchor that nothing names', "&here '^/data/acme/'", '&here { path_within: /data/acme/ }'],
    ['with a tag', "!!str '^/data/acme/'", "!!str '^/data/acme/'"],
    ['as a block', '|-\n            ^/data/acme/', '|-\n            ^/data/acme/'],
    [
      'as a mapping over lines',
      "\n            regex:\n              pattern: '^/data/acme/'\n              ignore_case: false",
      '\n            path_within: /data/acme/',
    ],
    ['as JSON', '{"regex": {"pattern": "^/data/acme/"}}', '{"regex": {"pattern": "^/data/acme/"}}'],
  ])('%s', (_what, before, after) => {
    for (const end of ['\n', '\r\n']) {
      const text = (matcher: string): string =>
        `# top\ntenant_id: acme\nrules:\n${rule(matcher)}# end\n`.replaceAll('\n', end);
      const files = fixed({ 'a.yaml': text(before), 'boundaries.yaml': bounded });
      expect(files.get('a.yaml')).toBe(text(after));
      expect(unsoundOf(files)).toEqual([]);
    }
  });

  it.each<readonly [what: string, rules: string]>([
    [
      'an alias of the pattern',
      `${rule("&home '^/data/acme/'")}  - { tool: u, conditions: [{ match: { arguments.note: *home }, action: deny }] }\n`,
    ],
    [
      'an alias of the condition',
      `  - tool: t\n    conditions:\n      - &ours { match: { arguments.path: '^/data/acme/' }, action: allow }\n  - { tool: u, conditions: [*ours] }\n`,
    ],
    [
      'a merge key',
      `  - &base { tool: t, conditions: [{ match: { arguments.path: '^/data/acme/' }, action: allow }] }\n  - { <<: *base, tool: u }\n`,
    ],
  ])('what %s repeats is left to a person', (_what, rules) => {
    const text = `tenant_id: acme\nrules:\n${rules}`;
    const files = fixed({ 'a.yaml': text, 'boundaries.yaml': bounded });
    expect(files.get('a.yaml')).toBe(text);
    expect(escapesOf(files).length).toBeGreaterThan(0);
  });
});

describe('fixes that do not go together', () => {
  it('are applied one after the other, what closes an escape first', () => {
    // Its dots are loose, it is open at both ends, and it is a regex over an address that leaves the boundary.
    const texts = workspace('to', "'acme.com'", mail);
    const codes = lint(filesOf(texts)).findings.flatMap(({ code, fix }) => (fix === undefined ? [] : [code]));
    expect(codes).toEqual(expect.arrayContaining(['isolation/rules-escape', 'match/unescaped-dot']));
    expect(fixed(texts).get('a.yaml')).toContain(
      "'arguments.to': { email: { domains: [acme.com] } } }   # why",
    );
  });

  it('stay apart where one would break the values of some tenant', () => {
    const base =
      "kind: template\nname: base\nrules: [{ tool: u, conditions: [{ match: { arguments.path: '^/data/${vars.home}/' }, action: allow }] }]\n";
    const texts = {
      'base.yaml': base,
      'a.yaml': 'tenant_id: acme\nextends: base\nvars: { home: acme }\n',
      // No folder: `path_within` refuses it.
      'b.yaml': "tenant_id: xyz\nextends: base\nvars: { home: '../x' }\n",
      'c.yaml': `tenant_id: other\nrules:\n${rule("'^/data/other/'")}`,
      'boundaries.yaml': bounded,
    };
    const files = fixed(texts);
    expect(unsoundOf(files)).toEqual([]);
    expect(files.get('base.yaml')).toBe(base);
    expect(files.get('c.yaml')).toContain('{ path_within: /data/other/ }');
  });

  it('are only those that keep the meaning where nothing else is asked for', () => {
    const texts = workspace('path', "'^/data/acme/'", home);
    expect(fixWorkspace(filesOf(texts), defaultConfig, options).changed.size).toBe(0);
  });
});
