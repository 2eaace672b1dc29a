/** How many statements of the program are kept prepared on each connection, and how many texts are watched. */
const MOST_NAMED = 500;
const MOST_WATCHED = 2000;
/** A text that comes for the third time is the program's own and not one made for a single list of ids. */
const COMES_AGAIN = 3;

/**
 * Names for statements that come again, so that the server reads and plans each once per connection; "" for the
 * others. The same text always has the same name, and no two texts share one.
 */
export function statementNames(): (text: string) => string {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined) return name;
    const times = (seen.get(text) ?? 0) + 1;
    if (times < COMES_AGAIN || names.size >= MOST_NAMED) {
      if (seen.size >= MOST_WATCHED) seen.clear();
      if (names.size < MOST_NAMED) seen.set(text, times);
      return "";
    }
    seen.delete(text);
    const given = `s${names.size + 1}`;
    names.set(text, given);
    return given;
  };
}
