declare module 'virtual:who' {
  const packed: Record<string, string[]>;
  export default packed;
}
