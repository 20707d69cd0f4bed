/** The doors by which news comes in, with the key that chooses each: pressed in the row, or with Alt anywhere. */
export const DOORS = [
  { door: 'phone', key: 'p' },
  { door: 'whatsapp', key: 'w' },
  { door: 'radio', key: 'r' },
  { door: 'official', key: 'd' },
  { door: 'cadre', key: 'k' },
  { door: 'walk_in', key: 's' },
  { door: 'call_centre', key: 'c' },
  { door: 'health_office', key: 'n' },
  { door: 'regent', key: 'u' },
] as const;
export type Door = (typeof DOORS)[number]['door'];
export const doorOfKey = (key: string): Door | undefined =>
  DOORS.find((one) => one.key === key.toLowerCase())?.door;
