/**
 * A Person Name as people write it: PS3.5 6.2.1.1, the first component group
 * that has something in it.
 * @param {string} value `FAMILY^GIVEN^MIDDLE^PREFIX^SUFFIX`, up to three groups by `=`
 */
export function personName(value) {
  const group = value.split('=').find((one) => one.replaceAll('^', '').trim() !== '') ?? '';
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group.split('^').map((part) => part.trim());
  const others = [prefix, given, middle, suffix].filter((part) => part !== '').join(' ');
  return [family, others].filter((part) => part !== '').join(', ');
}
