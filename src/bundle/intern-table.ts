/** Values that are kept once and referred to by index. */
export interface InternTable<T> {
  /** Takes a value in; the ticket gives its index after `sorted`. Equal JSON text is one value. */
  add(value: T): Ticket;
  /** All values, in the order of their JSON texts, so that it does not matter which was added first. */
  sorted(): { readonly values: readonly T[]; readonly indexOf: (ticket: Ticket) => number };
}

/** Stands for a value of one table. */
export type Ticket = number;

export function createInternTable<T>(): InternTable<T> {
  const tickets = new Map<string, Ticket>();
  const values: T[] = [];
  return {
    add(value) {
      const text = JSON.stringify(value);
      const known = tickets.get(text);
      if (known !== undefined) return known;
      tickets.set(text, values.length);
      values.push(value);
      return values.length - 1;
    },
    sorted() {
      const order = [...tickets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ticket]) => ticket);
      const indices = new Map(order.map((ticket, index) => [ticket, index]));
      const indexOf = (ticket: Ticket): number => indices.get(ticket) ?? 0;
      return { values: order.flatMap((ticket) => values.slice(ticket, ticket + 1)), indexOf };
    },
  };
}
