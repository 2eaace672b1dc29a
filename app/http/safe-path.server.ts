/** A path of this site and nothing else: no scheme, no host, no backslash trick. Anything else becomes "/". */
export function safePath(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])[\w\-./?=&%~]*$/.test(wanted)) return "/";
  const url = new URL(wanted, "http://own.invalid");
  return url.host === "own.invalid" ? `${url.pathname}${url.search}` : "/";
}
