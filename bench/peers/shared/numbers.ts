// Numbers with check characters, and mobile numbers: the same answers as `crates/rules/src/identifiers` gives.

import { code, number } from "./text";

export type UsccError = { kind: "character"; found: string; at: number } | { kind: "shape"; count: number } | { kind: "check" };

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code (统一社会信用代码, GB 32100-2015) in its one written form, or what is wrong with it. */
export function parseUscc(text: string): { code: string } | { error: UsccError } {
  const typed = [...number(text)];
  const wrong = typed.findIndex((c) => !ALPHABET.includes(c));
  if (wrong >= 0) return { error: { kind: "character", found: typed[wrong]!, at: wrong + 1 } };
  if (typed.length !== 18) return { error: { kind: "shape", count: typed.length } };
  const letter = typed.findIndex((c, n) => n >= 2 && n < 8 && !/\d/.test(c));
  if (letter >= 0) return { error: { kind: "character", found: typed[letter]!, at: letter + 1 } };
  const sum = WEIGHTS.reduce((sum, weight, n) => sum + ALPHABET.indexOf(typed[n]!) * weight, 0);
  if (ALPHABET[(31 - (sum % 31)) % 31] !== typed[17]) return { error: { kind: "check" } };
  return { code: typed.join("") };
}

/** An organisation code (组织机构代码, GB 11714-1997). */
export function checkOrganisationCode(text: string): "right" | "shape" | "check" {
  const typed = number(text);
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(typed)) return "shape";
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, n) => sum + parseInt(typed[n]!, 36) * weight, 0);
  const check = 11 - (sum % 11);
  return typed[8] === (check === 10 ? "X" : check === 11 ? "0" : String(check)) ? "right" : "check";
}

/** The number of a business licence from before 2015 (ISO 7064 MOD 11,10). */
export function checkLicenceNumber(text: string): "right" | "shape" | "check" {
  const typed = number(text);
  if (!/^\d{15}$/.test(typed)) return "shape";
  const p = [...typed.slice(0, 14)].reduce((p, digit) => (2 * ((p + Number(digit)) % 10 || 10)) % 11, 10);
  return Number(typed[14]) === (11 - p) % 10 ? "right" : "check";
}

/** A filing authorisation code (备案授权码). */
export const isAuthorisationCode = (text: string): boolean => /^[0-9A-Za-z-]{8,64}$/.test(code(text));

/** The eleven digits of a mobile number of mainland China; nothing where the text is none. */
export function mobile(text: string): string | undefined {
  const typed = number(text);
  const national = /^(?:\+86|0086|086|86)(.{11})$/.exec(typed)?.[1] ?? typed;
  return /^1(?![59]4)[3-9]\d{9}$/.test(national) ? national : undefined;
}
