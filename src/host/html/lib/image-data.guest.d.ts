/** Library text that runs as guest code; bundled as a string. */
declare const text: string;
export default text;
