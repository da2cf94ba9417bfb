import type { IsolationClaim, Unclaimed } from '../model/finding.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText } from './number-text.ts';
import type { Palette } from './palette.ts';

/** Arguments outside the claim that are listed. */
const mostListed = 6;

/** What is proved and what is not, and the arguments of which nothing is claimed. */
export function isolationText(claim: IsolationClaim, palette: Palette, all: boolean): string {
  const declared = claim.unclaimed.filter(({ why }) => why !== 'unnamed');
  const shown = all ? claim.unclaimed : declared.slice(0, mostListed);
  const left = claim.unclaimed.length - shown.length;
  const lines = [`isolation  ${verdict(claim, palette)}`];
  const listed = shown.map(unclaimedText);
  if (left > 0) {
    const what = shown.length < declared.length ? 'more' : 'that no boundary names';
    listed.push(`${amountText(left, 'argument')} ${what} (--all lists them)`);
  }
  if (listed.length > 0) lines.push(`not claimed of  ${listed.join(', ')}`);
  return lines.join('\n');
}

function verdict(claim: IsolationClaim, palette: Palette): string {
  const { tenants, refuted, undecided } = claim;
  if (claim.arguments === 0 && refuted === 0 && undecided === 0)
    return 'nothing is proved: no argument in use is bounded';
  const proved = Math.max(0, tenants - refuted - undecided);
  const scope = `${amountText(claim.arguments, 'bounded argument')} of ${amountText(claim.tools, 'tool')}`;
  const words = [
    ...(refuted === 0 ? [] : [palette.bad(`refuted for ${amountText(refuted, 'tenant')}`)]),
    ...(undecided === 0 ? [] : [palette.caution(`undecided for ${amountText(undecided, 'tenant')}`)]),
    ...(proved === 0 ? [] : [palette.good(`proved for ${amountText(proved, 'tenant')}`)]),
  ];
  return `${words.join(', ')}: ${scope}`;
}

function unclaimedText({ tool, path, why, to }: Unclaimed): string {
  const how = why === 'delegated' ? `delegated to ${to ?? 'somebody'}` : why;
  return visibleText(`${tool} ${path} (${how})`);
}
