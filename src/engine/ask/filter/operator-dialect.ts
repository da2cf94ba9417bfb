/** How a store reads filters made of `$` operators. */
export interface OperatorDialect {
  /** Whose filters they are, for a person. */
  readonly name: string;
  /** An object has exactly one key, be it a field, an operator or `$and`. */
  readonly oneKey: boolean;
  /** An equality may stand beside other operators on the same field. */
  readonly equalityAmongOthers: boolean;
  /** A dot in a field's name leads into what the field holds. */
  readonly paths: boolean;
  /** Null is a value to compare with. */
  readonly nulls: boolean;
  /** Text has an order. */
  readonly ordersText: boolean;
  readonly exists: boolean;
  /** What begins names of the store's own. */
  readonly reserved: readonly string[];
}

const reservedByChroma = ['chroma:', '#'];

export const pinecone: OperatorDialect = {
  name: 'pinecone',
  oneKey: false,
  equalityAmongOthers: false,
  paths: false,
  nulls: false,
  ordersText: false,
  exists: true,
  reserved: [],
};

export const chroma: OperatorDialect = {
  name: 'chroma',
  oneKey: true,
  equalityAmongOthers: false,
  paths: false,
  nulls: false,
  ordersText: false,
  exists: false,
  reserved: reservedByChroma,
};

export const mongo: OperatorDialect = {
  name: 'mongo',
  oneKey: false,
  equalityAmongOthers: true,
  paths: true,
  nulls: true,
  ordersText: true,
  exists: true,
  reserved: [],
};

/** What the three above read alike, or refuse. */
export const commonDialect: OperatorDialect = {
  name: 'every one of pinecone, chroma and mongo',
  oneKey: false,
  equalityAmongOthers: false,
  paths: true,
  nulls: false,
  ordersText: false,
  exists: true,
  reserved: reservedByChroma,
};
