/** A responder as a form has them. */
export interface Draft {
  responder: string;
  name: string;
  phone: string;
  order: number;
  consent: string;
}
export const blank = (responder: string, order: number): Draft => ({
  responder,
  name: '',
  phone: '',
  order,
  consent: '',
});
/** Whoever has no name or no number cannot be called. */
export const short = (d: Draft): boolean => !d.name.trim() || d.phone.replace(/\D/g, '').length < 9;
/** The body of a verb that names them; who has not agreed is kept and not called. */
export const named = (d: Draft) => ({
  responder: d.responder,
  name: d.name.trim(),
  phone: d.phone.trim(),
  order: d.order,
  ...(d.consent ? { consent: d.consent } : {}),
});
