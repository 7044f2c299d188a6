// The language of the page.

import { firstLanguage, keepLanguage, say, type Params, type Word } from "@shared/words";
import { createEffect, createRoot, createSignal } from "solid-js";

export const [lang, setLang] = createSignal(firstLanguage());
createRoot(() => createEffect(() => keepLanguage(lang())));

/** A word in the language of the page. */
export const t = (word: Word, params?: Params): string => say(word, lang(), params);
