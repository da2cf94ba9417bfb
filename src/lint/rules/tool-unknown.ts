import { describedTools } from '../../analysis/tool-schema/described-tools.ts';
import { isToolGlob } from '../../engine/tool-name.ts';
import { control } from '../control.ts';
import { nearNames } from '../near-names.ts';
import { listed } from '../part-words.ts';
import { renameFix } from '../rename-fix.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type ToolMention, toolMentions } from '../tool-mentions.ts';

export const toolUnknown: LintRule = {
  code: 'tool/unknown',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a tool that the tools documents lack, or a glob that none of their tools matches',
  help: 'name a tool that a document of `kind: tools` describes, or describe it there',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('nist-800-53', 'CM-7'),
    control('nist-800-53', 'CM-6'),
    control('soc2', 'CC8.1'),
    control('atlas-mitigations', 'AML.M0028'),
  ],
  needs: ['tools'],
  check: toolsExist,
};

/**
 * Where tools documents say which tools there are, whatever names a tool names one of them. A glob that only keeps calls
 * out may be about tools to come.
 */
function* toolsExist({ documents, sources }: LintContext): Iterable<Report> {
  const declared = describedTools(documents);
  if (declared === undefined) return;
  const names = declared.all.map(({ name }) => name);
  const nearTo = nearNames(names);
  for (const mention of toolMentions(documents)) {
    const { value, place } = mention.tool;
    if (value === '**' || declared.about(value).length > 0) continue;
    const meant = isToolGlob(value) ? undefined : nearTo(value);
    const fix = meant === undefined ? undefined : renameFix(sources, place, value, meant);
    yield {
      ...wording(mention, meant, names),
      place,
      ...(mention.rule === undefined ? {} : { rule: mention.rule }),
      tool: value,
      ...(fix === undefined ? {} : { fix }),
    };
  }
}

function wording(
  { tool, by, isGuard }: ToolMention,
  meant: string | undefined,
  names: readonly string[],
): Pick<Report, 'message' | 'label' | 'help' | 'severity'> {
  const known = `name a tool there is (${listed(names)})`;
  if (isToolGlob(tool.value)) {
    return {
      message: `${tool.value}, in ${by}, matches no tool`,
      label: 'no tool is called so',
      help: `${known}, or describe what is meant in a document of \`kind: tools\``,
      ...(isGuard ? { severity: 'warning' } : {}),
    };
  }
  return {
    message: `there is no tool ${tool.value}, which ${by} names`,
    label: meant === undefined ? 'in no tools document' : `did you mean ${meant}?`,
    help:
      meant === undefined
        ? `${known}, or describe ${tool.value} in a document of \`kind: tools\``
        : `write ${meant}, or describe ${tool.value} in a document of \`kind: tools\``,
  };
}
