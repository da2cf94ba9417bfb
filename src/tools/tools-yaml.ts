import { visibleText } from '../text/visible-text.ts';
import type { DescribedTool, Source } from './describe-tool.ts';
import { toolContent } from './tools-content.ts';
import { yamlEntry, yamlText } from './yaml-lines.ts';

/** A tools document as text, the same to the byte for the same tools. Comments say what was guessed, and by what. */
export function toolsYaml(described: readonly DescribedTool[]): string {
  return `${[...heading, 'kind: tools', 'tools:', ...described.flatMap(toolLines)].join('\n')}\n`;
}

/** Who said it, in words. */
export function sourceText(from: Source): string {
  switch (from.kind) {
    case 'profile':
      return `profile ${from.server} ${from.version}`;
    case 'hint':
      return `guessed by ${from.hint}`;
    case 'name':
      return from.against === undefined
        ? 'guessed by its name'
        : `guessed by its name, against ${from.against}`;
  }
}

const heading = [
  '# What tools there are, as their server lists them (policy tools import). The server says nothing of effects and of what',
  '# arguments hold: those come from the profile of a well-known server, or are guessed. Put right what is wrong.',
];

function toolLines(each: DescribedTool): readonly string[] {
  const { tool, effect, arguments: args, resembles } = each;
  const kinds = new Map(args.map(({ name, from }) => [name, from]));
  const lines: string[] = [];
  if (resembles !== undefined) {
    const differs = resembles.differs.length === 0 ? 'too little tells' : resembles.differs.join(', ');
    lines.push(
      comment(`the ${resembles.server} server has a tool of this name, but it may not be that: ${differs}`),
    );
  }
  if (tool.leftOut.length > 0) lines.push(comment(`left out: ${tool.leftOut.join(', ')}`));
  if (effect === undefined)
    lines.push(comment('nothing tells its effect: read, write, delete, send, pay or execute?'));
  for (const [key, value] of Object.entries(toolContent(each))) {
    if (key === 'effect' && effect !== undefined) {
      lines.push(`    effect: ${effect.value} # ${sourceText(effect.from)}`);
    } else if (key === 'arguments') {
      lines.push('    arguments:');
      for (const { name, kind } of args) {
        const from = kinds.get(name);
        lines.push(`      ${yamlText(name)}: ${kind}${from === undefined ? '' : ` # ${sourceText(from)}`}`);
      }
    } else lines.push(...yamlEntry(key, value, '    '));
  }
  const isEmpty = lines.every((line) => line.trimStart().startsWith('#'));
  return [`  ${yamlText(tool.name)}:${isEmpty ? ' {}' : ''}`, ...lines];
}

// Names come from a server: whatever they hold, a comment stays one line, and a short one.
function comment(text: string): string {
  const shown = visibleText(text);
  return `    # ${shown.length > 200 ? `${shown.slice(0, 200)}…` : shown}`;
}
