import type { OptionDefinition } from './command.ts';

/** Options that may stand before a command's name and after it. */
export const placeOptions: readonly OptionDefinition[] = [
  { flags: '-C, --cwd <folder>', about: 'work as if started in this folder' },
  { flags: '--config <file>', about: 'the workspace of this configuration' },
  { flags: '-q, --quiet', about: 'no notes and no progress on standard error' },
  { flags: '--no-color', about: 'no colours (as NO_COLOR; FORCE_COLOR forces them)' },
];

/** Options that every command has besides. */
export function outputOptions(formats: readonly string[]): readonly OptionDefinition[] {
  return [
    {
      flags: '--format <format[=file]>',
      about: `${formats.join(', ')}; repeatable, with =FILE it goes to a file`,
      repeatable: true,
      values: formats,
    },
    { flags: '-o, --output <file>', about: 'write the result to this file' },
  ];
}
