import { type Block, filesAbove, type Page } from './page.ts';
import { openWorkshop } from './workshop.ts';

/** A `console` block that was run again. */
export interface RerunBlock {
  /** The block with what its commands print now; output that agrees with what is recorded is left as it was. */
  readonly text: string;
  /** What each command exits with, beside what it should. */
  readonly exits: readonly { readonly command: string; readonly code: number; readonly expected: number }[];
}

interface Step {
  readonly command: string;
  readonly recorded: string;
}

/** Runs the commands of a page's block, one after the other, in one folder. */
export async function rerunBlock(page: Page, block: Block): Promise<RerunBlock> {
  const { directive } = block;
  const workshop = await openWorkshop(directive, directive.withFiles ? filesAbove(page, block) : new Map());
  const steps = readSteps(block.text);
  const exits: { command: string; code: number; expected: number }[] = [];
  let text = '';
  for (const [index, { command, recorded }] of steps.entries()) {
    const { code, output } = await workshop.run(command);
    const expected = index === steps.length - 1 ? directive.exits : 0;
    exits.push({ command, code, expected });
    text += `$ ${command}\n${agrees(recorded, output) ? recorded : withLineBreak(output)}`;
  }
  // A fence within would end the block for whoever reads the page.
  if (/^```/m.test(text))
    throw new Error(`what ${block.text.split('\n')[0]} prints has to be left out: ${text}`);
  return { text, exits };
}

/** The commands of a block, lines that begin with `$ `, each with what stands below it. */
export function readSteps(text: string): readonly Step[] {
  const [before = '', ...parts] = `\n${text}`.split('\n$ ');
  if (before.trim() !== '') throw new Error(`the block does not begin with a command: ${before}`);
  return parts.map((part, index) => {
    const end = part.indexOf('\n');
    const whole = index === parts.length - 1 || end === -1 ? part : `${part}\n`;
    return end === -1
      ? { command: part, recorded: '' }
      : { command: part.slice(0, end), recorded: whole.slice(end + 1) };
  });
}

/** Whether output is what was recorded; `…` stands for any text, and alone on a line for any lines. */
export function agrees(recorded: string, output: string): boolean {
  const wildcard = recorded.split(/(^…\n|…)/gm).map((part) => {
    if (part === '…\n') return '[^]*';
    return part === '…' ? '[^\\n]*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${wildcard.join('')}$`).test(withLineBreak(output));
}

function withLineBreak(output: string): string {
  return output === '' || output.endsWith('\n') ? output : `${output}\n`;
}
