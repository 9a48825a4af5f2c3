// What can be said of addresses without a network.
const PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const V4 = new RegExp(`^(?:${PART}\\.){3}${PART}$`);

function isIPv6(text) {
  const plain = String(text).replace(/%[0-9a-zA-Z-.:]+$/, '');
  const halves = plain.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups[groups.length - 1];
  let count = groups.length;
  if (last?.includes('.')) {
    if (!V4.test(last) || !plain.endsWith(last)) return false;
    groups.pop();
    count++;
  }
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? count < 8 : count === 8;
}
const isIPv4 = (text) => V4.test(String(text));
const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);
module.exports = { isIP, isIPv4, isIPv6 };
