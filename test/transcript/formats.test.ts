import { describe, expect, it } from 'vitest';
import { InexactNumber } from '../../src/model/json.ts';
import { transcriptFormats } from '../../src/transcript/formats.ts';
import { brief, fixture, readAll } from './read-all.ts';

describe('each format, from its fixture', () => {
  it.each<[file: string, calls: readonly string[]]>([
    [
      'anthropic-messages/response.json',
      [
        'access_file {"path":"/data/tenant_acme/a"}',
        'web_search {"query":"weather"} []',
        'echo {"message":"hi"} {"heard":"hi"}',
      ],
    ],
    [
      'anthropic-messages/log.jsonl',
      [
        'access_file {"path":"/data/tenant_acme/a"}',
        'access_file {"path":"/data/tenant_acme/b"}',
        'access_file {"path":"/data/tenant_acme/a"} A',
      ],
    ],
    [
      'openai-chat/response.json',
      [
        'access_file {"path":"/data/a"}',
        'access_file {"path":"/data/b"}',
        'shell {"problem":"the tool takes free text, not JSON"}',
      ],
    ],
    [
      'openai-chat/messages.json',
      ['weather {"city":"Oslo"} {"celsius":-3}', 'weather {"city":"Rome"} sunny', 'old_style {} 1.1'],
    ],
    ['openai-chat/fine-tuning.jsonl', ['t {} ok', 't {} ok', 't {} ok']],
    [
      'openai-chat/request-log.jsonl',
      ['a {"n":1} one', 'b {"n":2} two', 'a {"n":1} one', 'a {"n":1} one again'],
    ],
    [
      'agentdojo/dump.jsonl',
      ['read_file {"file_path":"bill.txt"} Bill', 'send_money {"amount":98.7} ', 'get_channels {}'],
    ],
    ['agentdojo/run.json', ['get_iban {} DE00', 'get_balance {"currency":"EUR"} 1810']],
    [
      'tau-bench/results.json',
      [
        'get_user_details {"user_id":"mia_li_3668"} {"name":"Mia"}',
        'think {"problem":"the arguments are not JSON: the text ends in the middle of a JSON value at offset 12"}',
      ],
    ],
  ])('%s', async (file, calls) => {
    const read = await readAll(fixture(file));
    expect(read.format).toBe(file.split('/')[0]);
    expect(read.calls.map(brief)).toEqual(calls);
    expect(read.calls.map(({ index }) => index)).toEqual(calls.map((_, index) => index));
  });

  it('has a name that a person can type', () => {
    for (const { name } of transcriptFormats) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

describe("the toolkit's own format", () => {
  it('keeps everything a line says', async () => {
    const { calls, malformed } = await readAll(fixture('toolkit/calls.jsonl'));
    expect(malformed).toEqual([]);
    expect(calls[0]).toEqual({
      tool: 'access_file',
      arguments: { path: '/data/tenant_acme/q3.txt' },
      context: { tenant_id: 'tenant_acme', user_id: 'ana' },
      time: Date.UTC(2026, 2, 2, 9),
      callId: 'c1',
      session: 's1',
      result: { rows: 1 },
      recorded: { action: 'allow' },
      line: 1,
      index: 0,
    });
    expect(calls[1]).toMatchObject({
      arguments: { limit: new InexactNumber('9007199254740993') },
      time: Date.UTC(2026, 2, 2, 9, 0, 0, 250),
      line: 3,
    });
    expect(brief(calls[2] ?? fail())).toBe('send_email {"problem":"the key /arguments/to occurs twice"}');
    expect(calls[3]).toEqual({ tool: 'get_time', arguments: {}, context: {}, line: 5, index: 3 });
  });
});

describe('what tells whose call it is', () => {
  it('AgentDojo: the run, its record and the header of the file', async () => {
    const { calls, records } = await readAll(fixture('agentdojo/dump.jsonl'));
    expect(calls.map(({ session }) => session)).toEqual([
      'banking/user_task_0/none',
      'banking/user_task_0/none',
      'slack/user_task_1/injection_task_3',
    ]);
    expect(records[0]).toMatchObject({
      record: { metadata: { suite_name: 'banking' } },
      header: { metadata: { benchmark: 'agent-dojo' } },
    });
    const run = await readAll(fixture('agentdojo/run.json'));
    expect(run.calls[0]?.session).toBe('banking/user_task_3/injection_task_1');
  });

  it('tau-bench: task and trial, and the user in the record', async () => {
    const { calls, records, malformed } = await readAll(fixture('tau-bench/results.json'));
    expect(calls.map(({ session }) => session)).toEqual(['3/0', '3/1']);
    expect(records[0]).toMatchObject({ record: { info: { task: { user_id: 'mia_li_3668' } } } });
    expect(malformed).toEqual([{ why: '/traj is null, and a list of messages is meant' }]);
  });

  it('OpenAI: the time of an answer', async () => {
    const { calls } = await readAll(fixture('openai-chat/response.json'));
    expect(calls[0]).toMatchObject({ time: 1_767_603_600_000, callId: 'call_1' });
  });
});

function fail(): never {
  throw new Error('a call is missing');
}
