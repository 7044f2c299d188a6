// The language of the page.

import type { Lang, Params, Word } from "@shared/words";
import { say } from "@shared/words";
import { createContext, use } from "react";

export const Language = createContext<Lang>(0);

/** The language, and a word in it. */
export function useWords() {
  const lang = use(Language);
  return { lang, t: (word: Word, params?: Params) => say(word, lang, params) };
}
