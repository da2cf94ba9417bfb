import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/parse/read-document.ts';
import { findingsOf, lintTexts } from '../lint/lint-texts.ts';

const text = `kind: invariants
never:
  - id: no-metadata-host
    tool: [http_request, 'fetch_*']
    match: { arguments.url: '169\\.254\\.', context.role: { equals: guest } }
    action: allow
    except: { labels: { tier: internal } }
  - { id: no-deletes, tool: 'delete_**', action: allow }
`;

describe('an invariants document', () => {
  it('is read with its matchers', () => {
    const [document] = readDocument('invariants.yaml', text).documents;
    expect(document).toMatchObject({
      kind: 'invariants',
      file: 'invariants.yaml',
      never: [
        {
          id: 'no-metadata-host',
          tools: [{ value: 'http_request' }, { value: 'fetch_*' }],
          match: [
            { path: { text: 'arguments.url' }, matcher: { kind: 'regex', pattern: ['169\\.254\\.'] } },
            { path: { text: 'context.role' }, matcher: { kind: 'one_of' } },
          ],
          action: { value: 'allow', place: { line: 6 } },
          except: { labels: { tier: 'internal' } },
          place: { line: 3 },
        },
        { id: 'no-deletes', tools: [{ value: 'delete_**' }], match: [], action: { value: 'allow' } },
      ],
    });
  });

  const never = (match: string, more = ''): string =>
    `kind: invariants\nnever: [{ id: a, tool: x, match: { arguments.p: ${match} }, action: allow${more} }]\n`;

  it('has its patterns checked', () => {
    expect(findingsOf('pattern/invalid', never("'a(?=b)'"))).toMatchObject([{ tool: 'x' }]);
    expect(findingsOf('pattern/too-large', never("'(?:[ab]*a[ab]{14})$'"))).toMatchObject([{ tool: 'x' }]);
  });

  it('refers to what each tenant it concerns must give', () => {
    const invariants = never("'${vars.word}'", ', except: { labels: { tier: internal, kind: test } }');
    const missing = (tenant: string): number =>
      findingsOf('schema/reference', {
        'a.yaml': `tenant_id: t\nrules: []\n${tenant}`,
        'never.yaml': invariants,
      }).length;
    expect(missing('')).toBe(1);
    expect(missing('labels: { tier: internal }\n')).toBe(1);
    expect(missing('labels: { tier: internal, kind: test }\n')).toBe(0);
    expect(missing('vars: { word: w }\n')).toBe(0);
  });

  it('is judged with the values of tenants', () => {
    const tenant = `tenant_id: t\nvars: { word: ${'w'.repeat(3000)} }\n`;
    const codes = lintTexts({ 'a.yaml': tenant, 'never.yaml': never("'^${vars.word}'") }).findings;
    expect(codes.map(({ code }) => code)).toContain('pattern/too-large');
  });
});
