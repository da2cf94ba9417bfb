import { engineFor } from '../../support/engine-for.ts';

/** What a `filter` matcher answers, as the engine decides by it. */
export function filterEngine(filter: string): (value: unknown) => 'yes' | 'no' | 'unclear' {
  const engine = engineFor({
    'a.yaml': `
tenant_id: acme
rules: [{ tool: t, conditions: [{ match: { arguments.x: { filter: ${filter} } }, action: allow }] }]
`,
  });
  return (value) => {
    const { code } = engine.decide({ tool: 't', arguments: { x: value }, context: { tenant_id: 'acme' } });
    if (code === 'rule') return 'yes';
    return code === 'argument_unjudgeable' ? 'unclear' : 'no';
  };
}
