import type { JsonValue } from '../model/json.ts';
import { suggest } from '../text/suggest.ts';
import { visibleText } from '../text/visible-text.ts';
import { transcriptFormats } from './formats.ts';
import { isList } from './json-access.ts';
import type { TranscriptFormat } from './transcript-format.ts';

export type Detection =
  | { readonly ok: true; readonly format: TranscriptFormat }
  | { readonly ok: false; readonly problem: string; readonly candidates: readonly string[] };

const sampleItems = 20;

/** The format of a file by its first values, or the one that is forced by name. No guess: exactly one must say yes. */
export function detectFormat(sample: readonly JsonValue[], forced: string | undefined): Detection {
  if (forced !== undefined) return named(forced);
  const saysYes = (format: TranscriptFormat): boolean =>
    format.detect(firstRecords(sample, format)) === 'yes';
  const recorders = transcriptFormats.filter((format) => format.holdsMessages === true && saysYes(format));
  const matches = recorders.length > 0 ? recorders : transcriptFormats.filter(saysYes);
  const [format, second] = matches;
  if (format !== undefined && second === undefined) return { ok: true, format };
  if (format === undefined) {
    const problem = `no known format of recorded calls; known are ${listed(
      transcriptFormats.map(({ title }) => title),
      'and',
    )}`;
    return { ok: false, problem, candidates: [] };
  }
  const titles = listed(
    matches.map(({ title }) => title),
    'or',
  );
  return {
    ok: false,
    problem: `the recording could be ${titles}`,
    candidates: matches.map(({ name }) => name),
  };
}

function named(name: string): Detection {
  const format = transcriptFormats.find((known) => known.name === name);
  if (format !== undefined) return { ok: true, format };
  const names = transcriptFormats.map((known) => known.name);
  const near = suggest(name, names);
  const help = near === undefined ? `known are ${listed(names, 'and')}` : `did you mean ${near}`;
  return { ok: false, problem: `no format has the name ${visibleText(name)}; ${help}`, candidates: [] };
}

function firstRecords(sample: readonly JsonValue[], format: TranscriptFormat): readonly JsonValue[] {
  return sample.flatMap((value) =>
    isList(value) && format.isRecordList(value) ? value.slice(0, sampleItems) : [value],
  );
}

function listed(names: readonly string[], word: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
