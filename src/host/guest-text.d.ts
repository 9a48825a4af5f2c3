/** Library text that runs as guest code; bundled as a string. */
declare module '*.guest.js' {
  const text: string;
  export default text;
}
