/** What `bundle.mjs` puts in the place of these imports. */
declare module '*.css' {
  const text: string;
  export default text;
}
/** Text of the worker: the engine's glue, then `worker.js`. */
declare module 'safelight:worker' {
  const text: string;
  export default text;
}
