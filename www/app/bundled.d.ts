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
/** Base64 of the engine, packed by Zstandard, in the package for portals. */
declare module 'safelight:engine' {
  const text: string;
  export default text;
}
/** The page's own index.html, with `{{policy}}`, `{{script}}` and `{{engine}}` not filled yet. */
declare module 'safelight:template' {
  const text: string;
  export default text;
}
/** JSON: the origins of pages that may talk to this frame. */
declare module 'safelight:parents' {
  const text: string;
  export default text;
}
/** JSON: the files that the hosted edition keeps, each with its hash. */
declare module 'safelight:files' {
  const text: string;
  export default text;
}
