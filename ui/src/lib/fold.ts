/** Folds a name for searching: lower case, old spellings (oe, dj, tj), doubled letters and titles gone. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(ibu|bu|pak|bapak|mbah|mas|mbak)\b/g, ' ')
    .replace(/oe/g, 'u')
    .replace(/dj/g, 'j')
    .replace(/tj/g, 'c')
    .replace(/(.)\1+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

export function matches(query: string, ...fields: string[]): boolean {
  const wanted = fold(query);
  return wanted === '' || fields.some((field) => fold(field).includes(wanted));
}
