/** The script of temporal-polyfill that installs `Temporal` with all calendars, as a text. */
declare const text: string;
export default text;
