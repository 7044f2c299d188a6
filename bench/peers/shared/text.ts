// What people paste, as they mean it: the part of `crates/rules/src/text.rs` that these two pages need.

const blank = /[\s\u2800]/u;
const dash = /[\p{Pd}\u2212]/u;
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/u;

/** Full-width letters, digits and signs as their half-width ones. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

/** Takes away what takes no room on a screen. */
export const seen = (text: string): string => [...text].filter((c) => !unseen.test(c)).join("");

/** Every dash as `-`. */
export const plainDashes = (text: string): string => [...text].map((c) => (dash.test(c) ? "-" : c)).join("");

const without = (text: string, ...signs: RegExp[]): string =>
  [...halfWidth(text)].filter((c) => !signs.some((sign) => sign.test(c))).join("");

/** A number or code: half-width, upper case, without blanks, dashes, round brackets and what nobody sees. */
export const number = (text: string): string => without(text, blank, dash, unseen, /[()]/).toUpperCase();

/** A code whose dashes belong to it. */
export const code = (text: string): string => plainDashes(without(text, blank, unseen));
