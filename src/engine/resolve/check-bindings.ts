import type { Diagnostic } from '../../model/diagnostic.ts';
import type { EffectivePolicy } from '../../model/workspace.ts';
import { formProblem } from '../../text/form-problem.ts';
import { bindText, bindTexts, boundScalars } from '../compile/bind-text.ts';
import { PolicyError } from '../compile/policy-error.ts';
import type { TextUse } from './text-uses.ts';

/**
 * Whether what a tenant gives fits every text it is put into. A problem is reported at the text where the tenant
 * wrote it, else at the tenant's document.
 */
export function checkBindings(policy: EffectivePolicy, uses: readonly TextUse[]): readonly Diagnostic[] {
  return uses.flatMap((use): Diagnostic[] => {
    const problem = bindingProblem(use, policy);
    if (problem === undefined) return [];
    const own = use.place.file === policy.place.file;
    return [
      {
        code: 'schema/reference',
        severity: 'error',
        message: own ? problem : `${problem}, for ${use.place.file}:${use.place.line}`,
        help: 'give the variable under `vars` of the tenant, or a default where the template declares it',
        place: own ? use.place : policy.place,
        tenant: policy.tenantId,
      },
    ];
  });
}

function bindingProblem({ text, use }: TextUse, policy: EffectivePolicy): string | undefined {
  // What a call brings, and what a runtime resolves, is not known here.
  const known = text.filter(
    (part) => typeof part === 'string' || (part.ref !== 'context' && part.ref !== 'env'),
  );
  const whole = known.length === text.length;
  try {
    if (use === 'pattern') {
      for (const part of known) if (typeof part !== 'string') boundScalars(part, policy.bindings);
    } else if (use === 'text') bindText(known, policy.bindings);
    else if (use === 'items') bindTexts([known], policy.bindings);
    else if (use === 'bound') return boundProblem({ text: known, use }, policy);
    else {
      const texts =
        use === 'url path' ? [bindText(known, policy.bindings)] : bindTexts([known], policy.bindings);
      for (const bound of whole ? texts : []) {
        const problem = formProblem(use, bound);
        if (problem !== undefined) return `${JSON.stringify(bound)}: ${problem}`;
      }
    }
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

function boundProblem({ text }: Pick<TextUse, 'text' | 'use'>, policy: EffectivePolicy): string | undefined {
  const values = bindTexts([text], policy.bindings);
  const [part] = text;
  const [value] = part === undefined || typeof part === 'string' ? [] : boundScalars(part, policy.bindings);
  return values.length === 1 && typeof value === 'number' ? undefined : `${String(value)} is no number`;
}
