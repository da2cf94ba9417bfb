import type { InspectedBundle } from '../bundle/inspect-bundle.ts';
import { amountText } from './number-text.ts';

/** What a bundle is, in lines: revision and terms, files, what stock Open Policy Agent cannot decide. Not yet safe to print. */
export function bundleSummary({ inspection, manifest }: InspectedBundle): readonly string[] {
  const { sequence, notAfter, audience, signed, tenants, files, limits } = inspection;
  const { selection, toolkit, lint } = manifest.metadata;
  const where = Object.entries(selection?.where ?? {}).map(([key, value]) => ` --where ${key}=${value}`);
  const glob = selection?.tenants === undefined ? '' : ` --tenant ${selection.tenants}`;
  return [
    `revision  ${inspection.revision}`,
    `format    ${inspection.format}`,
    `toolkit   ${toolkit}`,
    ...(sequence === undefined ? [] : [`sequence  ${sequence}`]),
    ...(notAfter === undefined ? [] : [`void from ${notAfter}`]),
    ...(audience === undefined ? [] : [`audience  ${audience}`]),
    `signed    ${signed ? 'yes (not checked here)' : 'no'}`,
    `lint      ${lint === undefined ? 'did not run' : lintText(lint)}`,
    `tenants   ${tenants.length}${selection === undefined ? '' : `, selected by${glob}${where.sort().join('')}`}`,
    '',
    ...files.map(({ name, size, sha256 }) => `file      ${name}  ${amountText(size, 'byte')}  ${sha256}`),
    ...(limits.length === 0 ? [] : ['']),
    ...limits.map(({ kind, name, count }) => {
      const meaning =
        kind === 'unjudgeable' ? 'is denied by Open Policy Agent' : 'are for the caller to take';
      return `limit     ${name} ${meaning} (${amountText(count, 'place')})`;
    }),
  ];
}

function lintText({ errors, warnings, notes }: { errors: number; warnings: number; notes: number }): string {
  if (errors + warnings + notes === 0) return 'clean';
  return [amountText(errors, 'error'), amountText(warnings, 'warning'), amountText(notes, 'note')].join(', ');
}
