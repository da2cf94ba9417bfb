/**
 * What YAML parsers of version 1.1 take a plain scalar for that version 1.2 reads differently; undefined where both
 * agree. Dates are left alone: they stand where text is meant, and no parser makes another date of them. So are `y` and
 * `n`, which the common parsers read as text in spite of their version.
 */
export function readDifferently(plain: string): string | undefined {
  const first = plain.charCodeAt(0);
  const isDigit = first >= 0x30 && first <= 0x39;
  if (isDigit || first === plus || first === minus) return oddNumber(plain);
  if (plain.length > 3) return undefined;
  return /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(plain) ? 'true or false' : undefined;
}

const plus = 0x2b;
const minus = 0x2d;

function oddNumber(plain: string): string | undefined {
  const unsigned = plain.replace(/^[-+]/, '');
  if (/^0[0-7_]+$/.test(unsigned)) return 'a number in base 8';
  if (/^0o[0-7]+$/.test(unsigned)) return 'text';
  if (/^0b[01_]+$/.test(unsigned)) return 'a number in base 2';
  if (/^[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(unsigned)) return 'a number in base 60';
  if (/^(?:0x)?[0-9a-fA-F_]*_[0-9a-fA-F_]*$/.test(unsigned) && /^0x|^[0-9_]+$/.test(unsigned))
    return 'a number';
  if (/^0[0-9]+$/.test(unsigned)) return 'text';
  return /^[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+$/.test(unsigned) ? oddExponent(unsigned) : undefined;
}

// Version 1.1 asks for a point and a signed exponent.
function oddExponent(unsigned: string): string | undefined {
  return /\..*[eE][-+]/.test(unsigned) ? undefined : 'text';
}
