/** An Indonesian number as click-to-chat wants it: digits with the country in front. "" when there is none. */
export function international(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits === '') return '';
  if (digits.startsWith('0')) return '62' + digits.slice(1);
  return digits.startsWith('8') ? '62' + digits : digits;
}
export function whatsapp(phone: string, words: string): string {
  return `https://wa.me/${international(phone)}?text=${encodeURIComponent(words)}`;
}
export function sms(phone: string, words: string): string {
  return `sms:+${international(phone)}?body=${encodeURIComponent(words)}`;
}
export function tel(phone: string): string {
  const plain = phone.replace(/[^\d+]/g, '');
  return plain.length > 4 && !plain.startsWith('0') && !plain.startsWith('+')
    ? `tel:+${plain}`
    : `tel:${plain}`;
}
