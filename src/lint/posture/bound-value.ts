import { bindText, bindTexts } from '../../engine/compile/bind-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { PostureValue } from '../../model/posture.ts';
import type { EffectivePolicy } from '../../model/workspace.ts';

/** What a value of a posture comes to for a tenant; undefined where a reference stands for nothing, which is reported elsewhere. */
export function boundValue({ value, text }: PostureValue, { bindings }: EffectivePolicy): string | undefined {
  return text === undefined ? String(value) : attempt(() => bindText(text, bindings));
}

/** The same for an item of a list, where a variable may hold several. */
export function boundValues({ value, text }: PostureValue, { bindings }: EffectivePolicy): readonly string[] {
  return text === undefined ? [String(value)] : (attempt(() => bindTexts([text], bindings)) ?? []);
}

function attempt<T>(bind: () => T): T | undefined {
  try {
    return bind();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
