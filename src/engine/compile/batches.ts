/**
 * Different texts in order, in batches whose lengths add up to no more than `most`, so that the automaton of a batch
 * stays small however many texts there are. A longer text is a batch by itself.
 */
export function batches(texts: readonly string[], most: number): readonly (readonly string[])[] {
  const made: string[][] = [];
  let batch: string[] = [];
  let length = 0;
  for (const text of [...new Set(texts)].sort()) {
    if (batch.length > 0 && length + text.length > most) {
      made.push(batch);
      batch = [];
      length = 0;
    }
    batch.push(text);
    length += text.length;
  }
  return batch.length === 0 ? made : [...made, batch];
}
