/** What a decision answers: a value, or a refusal whose code the edge turns into a sentence. */
export type Accepted<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string> = { readonly ok: false; readonly code: Code; readonly details: Details };
export type Verdict<T, Code extends string> = Accepted<T> | Refused<Code>;

/** Numbers, days and names a sentence needs; never confidential content. */
export type Details = Readonly<Record<string, string | number>>;

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value });

export const refuse = <Code extends string>(code: Code, details: Details = {}): Refused<Code> => ({ ok: false, code, details });
