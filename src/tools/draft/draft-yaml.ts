import { visibleText } from '../../text/visible-text.ts';
import { yamlText } from '../yaml-lines.ts';
import type { DraftedTool } from './drafted-tool.ts';

/** A boundaries document as text. Its comments say of each line what was guessed and why, and what was left out. */
export function draftYaml(drafted: readonly DraftedTool[]): string {
  const leftOut = drafted.filter(({ kind }) => kind === 'left out');
  return `${[
    ...heading,
    'kind: boundaries',
    'enforce: true',
    'tools:',
    ...drafted.flatMap(toolLines),
    ...(leftOut.length === 0 ? [] : ['', '# Left out: nothing safe can be said of these.']),
    ...leftOut.map(({ tool, why }) => `#   ${visibleText(`${tool}: ${why}`)}`),
  ].join('\n')}\n`;
}

const heading = [
  '# A draft by policy init --boundaries: where the arguments of each tool say whose resource they touch. Every line is a',
  '# guess, and says by what. Boundaries are asked before any rule, so that a wrong one lets a tenant out or keeps it from',
  '# its own: read each, put it right, and take its comment away. ${tenant.id} is the tenant that the call is for.',
];

function toolLines(drafted: DraftedTool): readonly string[] {
  const name = `  ${yamlText(drafted.tool)}:`;
  switch (drafted.kind) {
    case 'left out':
      return [];
    case 'none':
      return [`${name} none # ${visibleText(drafted.why)}`];
    case 'bounded':
      return [
        name,
        ...drafted.entries.flatMap(({ path, value, why }) => [
          `    # ${visibleText(why)}`,
          `    ${yamlText(path)}: ${value}`,
        ]),
      ];
  }
}
