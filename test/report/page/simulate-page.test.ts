import { describe, expect, it } from 'vitest';
import { decisionsView } from '../../../src/report/page/decisions-view.ts';
import { markup } from '../../../src/report/page/markup.ts';
import { simulatePage } from '../../../src/report/page/simulate-page.ts';
import { hostilePage, hostileRun, hostileTexts, pageDigest } from './page-fixture.ts';

describe('a page of a result', () => {
  it('loads nothing and runs only the script that its policy names', () => {
    const page = hostilePage();
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(page).toContain(`script-src 'sha256-${pageDigest(script)}'`);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(page).toContain(`style-src 'sha256-${pageDigest(style)}'`);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<(img|link|iframe|object|base)\b|https?:/);
  });

  it.for(hostileTexts.filter((text) => text.includes('<')))('shows %s as text', (text) => {
    expect(hostilePage()).not.toContain(text);
  });

  it('shows what hides, and cuts what is long', () => {
    const page = hostilePage();
    expect(page).toContain('safe\\u{202e}\\u{2066}evil');
    expect(page).not.toContain('\u001b');
    expect(page).not.toContain('x'.repeat(1000));
  });

  it('tells leaks before anything else', () => {
    const page = hostilePage();
    expect(page.indexOf('2 leaks where')).toBeGreaterThan(0);
    expect(page.indexOf('2 leaks where')).toBeLessThan(page.indexOf('<nav'));
  });

  it('has a section for each part of the result, and none for others', () => {
    const ids = (page: string): readonly (string | undefined)[] =>
      [...page.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids(hostilePage())).toEqual(['summary', 'swap', 'changes', 'stopped', 'recordings', 'decisions']);
    const { swap: _swap, changes: _changes, ...plain } = hostileRun().output;
    expect(ids(simulatePage(plain, pageDigest))).toEqual(['summary', 'stopped', 'recordings']);
  });

  it('lists as many calls as there is room for, and counts the others', () => {
    const { calls } = hostileRun();
    const { html } = decisionsView(calls, true, 3000);
    expect(html.length).toBeLessThan(6000);
    expect(html).toMatch(/\d of 15 calls: the stopped and changed first/);
    expect(decisionsView(calls, true, 1_000_000).html).toContain('All 15 calls.');
  });
});

describe('the size of a page', () => {
  it('is bounded, however long what was recorded is written', () => {
    const { output } = hostileRun();
    const hidden = '\u202e'.repeat(400);
    const { calls = [], ...changes } = output.changes ?? expect.fail('changes');
    const [call = expect.fail('a call')] = calls;
    const why = { from: hidden, to: hidden };
    const many = Array.from({ length: 500 }, (_, seq) => ({
      ...call,
      seq,
      tool: hidden,
      tenant: hidden,
      why,
    }));
    const page = simulatePage({ ...output, changes: { ...changes, calls: many } }, pageDigest);
    expect(page.length).toBeLessThan(5_000_000);
    expect(page).toContain('There was no room for this here');
    expect(page).toContain('id="stopped"');
  });
});

describe('markup', () => {
  it('escapes text, keeps markup and numbers', () => {
    const inner = markup`<b title="${'"\'`<>&'}">${1}</b>`;
    expect(inner.html).toBe('<b title="&#34;&#39;&#96;&#60;&#62;&#38;">1</b>');
    expect(markup`${[inner, inner]}`.html).toBe(inner.html + inner.html);
  });
});
