import type { Posture } from '../../model/posture.ts';

/** Keys that say what is at stake and for whom, and nothing of what protects it. */
const aboutRisk: ReadonlySet<string> = new Set(['data_risk', 'exposure', 'frameworks', 'region']);

/** Whether a posture declares anything that stands around the agent. */
export function declaresControl({ values }: Posture): boolean {
  return [...values.keys()].some((path) => !aboutRisk.has(path));
}
