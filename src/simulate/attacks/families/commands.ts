import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { ours, recorded, type TextPart, text } from '../draft.ts';
import { foreignText } from '../foreign-text.ts';

/** Commands with a second one, or with other words than their pattern sees. */
export const commands: AttackFamily = {
  name: 'commands',
  of: 'text',
  variants: (target) => (target.kind === 'command' ? [...joined(target), ...words(target)] : []),
};

function joined(target: AttackTarget): readonly Variant[] {
  const { text: own = '' } = target;
  const mine = recorded(own);
  const drafts: readonly (readonly TextPart[])[] = [
    ...[';', '; ', ' && ', ' || ', ' | ', ' & ', '\n', '\r\n'].map((sign) => [mine, `${sign}id`]),
    [mine, ' $(id)'],
    [mine, ' `id`'],
    [mine, ' <(id)'],
    [mine, ' > /tmp/x'],
    [mine, ' < /etc/passwd'],
    ['id; ', mine],
    ['id && ', mine],
    ['id #', mine],
    [mine, `; ${foreignText(target)}`],
  ];
  return drafts.map((parts) => ({ what: 'a second command', draft: text(...parts) }));
}

function words({ text: own = '' }: AttackTarget): readonly Variant[] {
  const program = own.split(/\s/, 1)[0] ?? '';
  const mine = recorded(program);
  const drafts: readonly (readonly TextPart[])[] = [
    [mine, ' /etc/passwd'],
    [mine, ' /'],
    [mine, ' ../../etc/passwd'],
    [mine, ' *'],
    [mine, ' ~'],
    [mine, ' $HOME'],
    [mine, ' -- /etc/passwd'],
    [mine, ' --files-from=/etc/passwd'],
    [recorded(own), ' /etc/passwd'],
    [recorded(own), ' -exec id'],
  ];
  return [
    ...drafts.map((parts) => ({ what: 'words that name other files', draft: text(...parts) })),
    ...['id', 'sh -c id', 'env'].map((command) => ({ what: 'another program', draft: ours(command) })),
  ];
}
