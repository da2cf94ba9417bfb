/** Makes the text that belongs to an object the first time that it is asked for; the same text whenever it is again. */
export function textOnce<Owner extends object>(make: (owner: Owner) => string): (owner: Owner) => string {
  const made = new WeakMap<Owner, string>();
  return (owner) => {
    const before = made.get(owner);
    if (before !== undefined) return before;
    const text = make(owner);
    made.set(owner, text);
    return text;
  };
}
