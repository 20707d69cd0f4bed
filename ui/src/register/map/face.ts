/** How a dot, or several gathered, is drawn by a map that knows more of them than where they are. */
export interface Face {
  /** What stands in it. */
  words: string;
  /** A second line, smaller. */
  small?: string;
  /** The look by which the style finds it: a shape each, so that no colour is needed. */
  look: string;
  /** In pixels, of one alone. */
  size?: number;
  title: string;
}
/** A mark beside the houses. */
export interface Flag {
  id: string;
  lat: number;
  lon: number;
  /** The class of its kind, and the look within it. */
  sort: string;
  look: string;
  words: string;
  title: string;
  /** Where its point lies in its picture, so that it stands beside a house and not on it. */
  anchor: [number, number];
  open: () => void;
}
