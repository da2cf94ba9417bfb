import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'tool/uncovered';
const others = ['isolation/second-argument', 'isolation/missing-boundary'];
const tools = (entries: string): string => `kind: tools\ntools: { ${entries} }\n`;
const boundaries = (entries: string): string => `kind: boundaries\ntools: { ${entries} }\n`;
const allowed = (tool = 'send'): string => `tenant_id: t\nrules: [{ tool: ${tool}, action: allow }]\n`;
const send = tools('send: { arguments: { to: email, cc: email, body: text } }');
const open = boundaries('send: { arguments.to: open }');
const found = (texts: Record<string, string>): readonly string[] =>
  findingsOf(code, texts).map(({ message }) => message);

describe(code, () => {
  it('points at the tool in the boundaries', () => {
    const texts = { 'a.yaml': allowed(), 'b.yaml': open, 'c.yaml': send };
    expect(markedBy(code, texts)).toEqual(['b.yaml:2:10 send']);
    expect(found(texts)).toEqual(['no boundary names arguments.cc of send: a mail address']);
  });

  it.each([
    ['its list', send, 1],
    ['its schema', tools('send: { input_schema: { properties: { to: {}, bcc: { type: string } } } }'), 1],
    [
      'inside of its schema',
      tools('send: { input_schema: { properties: { mail: { properties: { cc: {} } } } } }'),
      1,
    ],
    ['no text', tools('send: { input_schema: { properties: { to: {}, cc: { type: boolean } } } }'), 0],
    ['nothing of it', tools('send: { arguments: { to: email, body: text } }'), 0],
  ])('is an argument of %s', (_, document, count) => {
    expect(found({ 'a.yaml': allowed(), 'b.yaml': open, 'c.yaml': document })).toHaveLength(count);
  });

  it('is an argument that only a rule names', () => {
    const rule =
      'tenant_id: t\nrules: [{ tool: send, conditions: [{ match: { arguments.cc: a }, action: allow }] }]\n';
    expect(found({ 'a.yaml': rule, 'b.yaml': open })).toHaveLength(1);
    expect(found({ 'a.yaml': rule.replace('.cc', '.subject'), 'b.yaml': open })).toEqual([]);
  });

  const rules = (text: string): string => `tenant_id: t\nrules: [{ tool: send, ${text} }]\n`;

  it.each([
    [
      'a boundary on a part of it',
      { 'b.yaml': boundaries("send: { arguments.to: open, 'arguments.cc[*]': open }") },
      0,
    ],
    [
      'a boundary that delegates it',
      { 'b.yaml': boundaries('send: { arguments.to: open, arguments.cc: { delegated: x.y } }') },
      0,
    ],
    [
      'a rule that is closed',
      {
        'a.yaml': rules(
          'closed_arguments: true, conditions: [{ match: { arguments.to: a }, action: allow }]',
        ),
      },
      0,
    ],
    [
      'a closed rule that names it',
      {
        'a.yaml': rules(
          'closed_arguments: true, conditions: [{ match: { arguments.cc: a }, action: allow }]',
        ),
      },
      1,
    ],
    [
      'a rule that wants it absent',
      { 'a.yaml': rules('conditions: [{ match: { arguments.cc: { exists: false } }, action: allow }]') },
      0,
    ],
    [
      'a deny of it first',
      {
        'a.yaml': rules(
          'conditions: [{ match: { arguments.cc: { exists: true } }, action: deny }], action: allow',
        ),
      },
      0,
    ],
    [
      'a deny of some of it first',
      { 'a.yaml': rules('conditions: [{ match: { arguments.cc: x }, action: deny }], action: allow') },
      1,
    ],
    [
      'a baseline without it',
      {
        'd.yaml':
          "kind: baseline\nrules: [{ tool: 's*', conditions: [{ match: { arguments.cc: { exists: true } }, action: deny }] }]\n",
      },
      0,
    ],
    ['a tool that nobody may use', { 'a.yaml': rules('action: deny') }, 0],
    ['a glob that lets it pass', { 'a.yaml': allowed("'se*'") }, 1],
    [
      'a plan that lacks it',
      { 'a.yaml': `plan: free\n${allowed("'se*'")}`, 'd.yaml': 'plans: { free: { tools: [sea] } }\n' },
      0,
    ],
    ['approval', { 'a.yaml': rules('action: require_approval') }, 1],
  ])('with %s', (_, more, count) => {
    expect(found({ 'a.yaml': allowed(), 'b.yaml': open, 'c.yaml': send, ...more })).toHaveLength(count);
  });

  it('believes `none` unless more than a name speaks against it', () => {
    const texts = { 'a.yaml': allowed(), 'b.yaml': boundaries('send: none') };
    expect(
      found({ ...texts, 'c.yaml': tools('send: { input_schema: { properties: { cc: {} } } }') }),
    ).toEqual([]);
    expect(found({ ...texts, 'c.yaml': send })).toEqual([
      "send is said to touch no tenant's resource, but takes arguments.to, a mail address and arguments.cc, a mail address",
    ]);
  });

  it('leaves to others what they say', () => {
    const texts = { 'a.yaml': allowed(), 'c.yaml': send };
    const said = (b: string): readonly string[] =>
      [code, ...others].filter((each) => findingsOf(each, { ...texts, 'b.yaml': b }).length > 0);
    expect(said(open)).toEqual([code]);
    expect(said(boundaries("send: { arguments.to: { email: { domains: ['${tenant.id}.com'] } } }"))).toEqual([
      'isolation/second-argument',
    ]);
    expect(said(boundaries('other: none'))).toEqual(['isolation/missing-boundary']);
  });

  it('believes the profile of a server whose arguments the tool has', () => {
    const texts = {
      'a.yaml': allowed('move_file'),
      'b.yaml': boundaries('move_file: none'),
      'c.yaml': tools('move_file: { input_schema: { properties: { source: {}, destination: {} } } }'),
    };
    expect(found(texts)).toHaveLength(1);
    expect(found({ ...texts, 'c.yaml': texts['c.yaml'].replace('destination', 'target') })).toEqual([]);
  });
});
