/** Names the dialect and the form of encoded scanners. It changes whenever either does. */
export const dialectVersion: string = 'bulkhead-1/unicode-15.0';
