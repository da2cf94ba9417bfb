import type { IsolationClaim, Unclaimed } from '../model/finding.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';

/** Arguments outside the claim that are listed. */
const mostListed = 8;

/** What is proved and what is not, and the arguments of which nothing is claimed. */
export function isolationText(claim: IsolationClaim, palette: Palette, all: boolean): string {
  const { unclaimed } = claim;
  const shown = all ? unclaimed : unclaimed.slice(0, mostListed);
  const left = unclaimed.length - shown.length;
  const lines = [`isolation  ${verdict(claim, palette)}`];
  if (shown.length > 0) {
    const listed = shown.map(unclaimedText).join(', ');
    lines.push(
      `not claimed of  ${listed}${left === 0 ? '' : ` and ${countText(left)} more; --all lists them`}`,
    );
  }
  return lines.join('\n');
}

function verdict(claim: IsolationClaim, palette: Palette): string {
  const { tenants, refuted, undecided } = claim;
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
