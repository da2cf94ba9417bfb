import { createMongoAbility } from '@casl/ability';
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString } from 'casbin';
import { evaluate as celEvaluate, parse } from 'cel-js';
import { Engine as RulesEngine } from 'json-rules-engine';
import { ratio, spread } from '../measure.mjs';
import { engineOf, workspaceOf } from '../workspace.mjs';

/**
 * One small policy in every language that can say it: read files below the tenant's folder, nothing else. Texts are
 * compared by prefix, the most that all of them offer; ours refuses dot segments and odd spellings besides.
 */
const policy = `
tenant_id: tenant_acme
rules:
  - tool: access_file
    conditions:
      - { match: { arguments.path: { path_within: /data/tenant_acme/ } }, action: allow }
`;

const calls = [
  ['access_file', '/data/tenant_acme/reports/2026/march.pdf', true],
  ['access_file', '/data/tenant_globex/reports/2026/march.pdf', false],
  ['delete_file', '/data/tenant_acme/reports/2026/march.pdf', false],
].map(([tool, path, allowed]) => ({
  tool,
  arguments: { path },
  context: { tenant_id: 'tenant_acme' },
  allowed,
}));

/** Decisions against the best and each of the peers, in alternating rounds. */
export async function measure(effort) {
  const contestants = await contestantsOf();
  for (const [name, decide] of Object.entries(contestants)) {
    for (const call of calls) {
      if ((await decide(call)) !== call.allowed)
        throw new Error(`${name} decides ${JSON.stringify(call)} otherwise`);
    }
  }
  const times = await raceAsync(contestants, effort);
  return Object.keys(contestants)
    .filter((name) => name !== 'bulkhead')
    .map((name) => ({
      what: `${name}, the same small policy`,
      against: 'one decision here',
      value: ratio(times, name, 'bulkhead'),
      unit: '×',
      goal: 'over 1',
      note: `${Math.round(spread(times[name]).median)} ns`,
    }));
}

async function contestantsOf() {
  const engine = engineOf(workspaceOf({ 'a.yaml': policy }));
  return {
    bulkhead: (call) => engine.decide(call).action === 'allow',
    'cedar-wasm': cedarDecider(),
    casbin: await casbinDecider(),
    '@casl/ability': caslDecider(),
    'cel-js': celDecider(),
    'json-rules-engine': rulesDecider(),
  };
}

function cedarDecider() {
  const staticPolicies =
    'permit(principal == Tenant::"tenant_acme", action == Action::"access_file", resource) when { context.path like "/data/tenant_acme/*" };';
  const parsed = cedar.preparsePolicySet('bench', { staticPolicies });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
  return (call) =>
    cedar.statefulIsAuthorized({
      principal: { type: 'Tenant', id: call.context.tenant_id },
      action: { type: 'Action', id: call.tool },
      resource: { type: 'File', id: 'f' },
      context: { path: call.arguments.path },
      preparsedPolicySetId: 'bench',
      entities: [],
      validateRequest: false,
    }).response?.decision === 'allow';
}

async function casbinDecider() {
  const model = newModelFromString(`
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && keyMatch(r.obj, p.obj) && r.act == p.act
`);
  const enforcer = await newEnforcer(model);
  await enforcer.addPolicy('tenant_acme', '/data/tenant_acme/*', 'access_file');
  return (call) => enforcer.enforceSync(call.context.tenant_id, call.arguments.path, call.tool);
}

function caslDecider() {
  const ability = createMongoAbility([
    {
      action: 'access_file',
      subject: 'File',
      conditions: { tenant: 'tenant_acme', path: { $regex: '^/data/tenant_acme/' } },
    },
  ]);
  class File {
    constructor(tenant, path) {
      this.tenant = tenant;
      this.path = path;
    }
  }
  return (call) => ability.can(call.tool, new File(call.context.tenant_id, call.arguments.path));
}

function celDecider() {
  const parsed = parse(
    'tenant == "tenant_acme" && tool == "access_file" && startsWith(path, "/data/tenant_acme/")',
  );
  return (call) => evaluate(parsed, call);
}

function evaluate(parsed, call) {
  if (!parsed.isSuccess) throw new Error(parsed.errors.join());
  return celEvaluate(
    parsed.cst,
    { tenant: call.context.tenant_id, tool: call.tool, path: call.arguments.path },
    // This one has no text functions of its own.
    { startsWith: (text, prefix) => text.startsWith(prefix) },
  );
}

function rulesDecider() {
  const engine = new RulesEngine([], { allowUndefinedFacts: true });
  engine.addOperator('startsWith', (text, prefix) => text.startsWith(prefix));
  engine.addRule({
    conditions: {
      all: [
        { fact: 'tenant', operator: 'equal', value: 'tenant_acme' },
        { fact: 'tool', operator: 'equal', value: 'access_file' },
        { fact: 'path', operator: 'startsWith', value: '/data/tenant_acme/' },
      ],
    },
    event: { type: 'allow' },
  });
  return async (call) => {
    const { events } = await engine.run({
      tenant: call.context.tenant_id,
      tool: call.tool,
      path: call.arguments.path,
    });
    return events.length > 0;
  };
}

// Peers that only answer with a promise are awaited, as their users must.
async function raceAsync(contestants, { rounds, roundMs }) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, decide] of Object.entries(contestants)) {
      const start = performance.now();
      let turns = 0;
      for (; performance.now() - start < roundMs / 4; turns += 60) {
        for (let turn = 0; turn < 60; turn++) {
          const answer = decide(calls[turn % calls.length]);
          if (answer instanceof Promise) await answer;
        }
      }
      times[name].push(((performance.now() - start) * 1e6) / turns);
    }
  }
  return times;
}
