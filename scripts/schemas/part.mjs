// A mapping within a document.

export const part = (name, description, properties) => ({
  description,
  type: 'object',
  additionalProperties: false,
  noun: `\`${name}\``,
  properties,
});
