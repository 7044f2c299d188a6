// Domains (域名) that may be filed: the same answers as `crates/rules/src/identifiers/{domain,idn}.rs` gives.

import { oneLabel, others, twoLabels } from "./suffixes";
import { halfWidth, plainDashes, seen } from "./text";

export interface Domain {
  /** In ASCII and lower case. */
  ascii: string;
  /** As people read it. */
  unicode: string;
  /** What it is registered under, in ASCII. */
  suffix: string;
}

/** What is wrong; with what would be right, or with the suffix that may not be filed, as people read it. */
export type DomainError =
  | { kind: "shape" }
  | { kind: "not-bare" | "sub"; suggestion: string }
  | { kind: "suffix"; suffix: string };

export type Parsed = { ok: true; domain: Domain } | { ok: false; error: DomainError };

/** Reads a domain; blanks around, upper case and full-width dots are put right. */
export function parseDomain(text: string): Parsed {
  const typed = plainDashes(halfWidth(seen(text).trim()).replace(/[。｡]/g, ".")).toLowerCase();
  const shape: Parsed = { ok: false, error: { kind: "shape" } };
  const ascii = toAscii(bare(typed))?.replace(/\.$/, "");
  if (!ascii || !isName(ascii) || twoLabels.has(ascii)) return shape;
  const found = split(ascii);
  if (!found) return { ok: false, error: { kind: "suffix", suffix: `.${toUnicode(unapproved(ascii))}` } };
  const { label, suffix } = found;
  const own = label.slice(label.lastIndexOf(".") + 1);
  if (own === "www") return shape;
  const suggestion = toUnicode(`${own}.${suffix}`);
  if (bare(typed) !== typed || label.startsWith("www.")) return { ok: false, error: { kind: "not-bare", suggestion } };
  if (label.includes(".")) return { ok: false, error: { kind: "sub", suggestion } };
  return { ok: true, domain: { ascii, unicode: toUnicode(ascii), suffix } };
}

/** Whether two texts name the same domain. */
export function isSameDomain(one: string, other: string): boolean {
  const [first, second] = [parseDomain(one), parseDomain(other)];
  return first.ok && second.ok && first.domain.ascii === second.domain.ascii;
}

/** What stands between scheme and port or path. */
function bare(typed: string): string {
  const scheme = typed.indexOf("://");
  const rest = scheme < 0 ? typed : typed.slice(scheme + 3);
  return rest.replace(/[/:?#].*$/s, "").replace(/\.+$/, "");
}

/** At least two labels of letters, digits and inner hyphens, none that only looks like Punycode, no address. */
function isName(ascii: string): boolean {
  const labels = ascii.split(".");
  const right = (label: string) =>
    label.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label) && (/^xn--/.test(label) || !/^..--/.test(label));
  return ascii.length <= 253 && labels.length > 1 && !/^\d+$/.test(labels.at(-1)!) && labels.every(right);
}

/** What stands before the longest suffix that may be filed, and that suffix. */
function split(ascii: string): { label: string; suffix: string } | undefined {
  const labels = ascii.split(".");
  const [top, two] = [labels.at(-1)!, labels.slice(-2).join(".")];
  if (others.has(two) || (labels.length === 2 && twoLabels.has(two))) return undefined;
  const suffix = twoLabels.has(two) ? two : oneLabel.has(top) ? top : undefined;
  return suffix === undefined ? undefined : { label: ascii.slice(0, -suffix.length - 1), suffix };
}

/** What a domain that may not be filed is registered under. */
function unapproved(ascii: string): string {
  const labels = ascii.split(".");
  const two = labels.slice(-2).join(".");
  return labels.length > 2 && others.has(two) ? two : labels.at(-1)!;
}

function toAscii(host: string): string | undefined {
  const isAscii = /^[\0-\x7f]*$/.test(host);
  const ascii = isAscii && !host.includes("xn--") ? host : platform(host);
  if (ascii === undefined) return undefined;
  // Letters and digits only: UTS 46 alone takes signs that every registry refuses.
  if ((!isAscii || ascii.includes("xn--")) && !/^[\p{Alphabetic}\p{N}.-]*$/u.test(toUnicode(ascii))) return undefined;
  const honest = ascii.split(".").every((label) => {
    if (!label.startsWith("xn--")) return true;
    const text = decode(label.slice(4));
    return text !== undefined && /[^\0-\x7f]/.test(text) && platform(text) === label;
  });
  return honest ? ascii : undefined;
}

/** The browser's own tables (UTS 46). */
function platform(host: string): string | undefined {
  if (!host || /[/\\:?#@%[\]]/.test(host)) return undefined;
  try {
    return new URL(`http://${host}/`).hostname || undefined;
  } catch {
    return undefined;
  }
}

/** A host as people read it. */
export const toUnicode = (host: string): string =>
  host.split(".").map((label) => (label.startsWith("xn--") && decode(label.slice(4))) || label).join(".");

/** The text of a Punycode label without its `xn--` (RFC 3492, section 6.2). */
function decode(label: string): string | undefined {
  const dash = label.lastIndexOf("-");
  const out = dash > 0 ? [...label.slice(0, dash)] : [];
  const extended = dash > 0 ? label.slice(dash + 1) : label;
  if (!/^[a-z0-9]+$/i.test(extended)) return undefined;
  let [code, index, bias, at] = [128, 0, 72, 0];
  while (at < extended.length) {
    const before = index;
    for (let weight = 1, k = 36; ; k += 36) {
      const c = extended[at++];
      if (c === undefined) return undefined;
      const digit = /\d/.test(c) ? Number(c) + 26 : c.toLowerCase().charCodeAt(0) - 97;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = out.length + 1;
    let delta = Math.floor((index - before) / (before === 0 ? 700 : 2));
    delta += Math.floor(delta / length);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(index / length);
    index %= length;
    if (!(code <= 0x10ffff)) return undefined;
    out.splice(index++, 0, String.fromCodePoint(code));
  }
  return out.join("");
}
