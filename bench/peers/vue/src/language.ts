// The language of the page.

import { firstLanguage, keepLanguage, say, type Params, type Word } from "@shared/words";
import { ref, watchEffect } from "vue";

export const lang = ref(firstLanguage());
watchEffect(() => keepLanguage(lang.value));

/** A word in the language of the page. */
export const t = (word: Word, params?: Params): string => say(word, lang.value, params);
