// A domain looked up before anything is filed.

import { ask, marks, PAUSE, suggestion, verdict, type Known } from "@shared/verdict";
import { createSignal, For, onCleanup, Show } from "solid-js";
import { lang, t } from "./language";

export function DomainCheck() {
  const [typed, setTyped] = createSignal("");
  const [lookedAt, setLookedAt] = createSignal("");
  const [known, setKnown] = createSignal<Known>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const look = async (text: string) => {
    clearTimeout(timer);
    setLookedAt(text);
    const answer = await ask(text);
    if (lookedAt() === text) setKnown(answer);
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer);
    timer = setTimeout(() => void look(text), PAUSE);
  };
  return (
    <form novalidate onSubmit={(event) => { event.preventDefault(); void look(typed()); }}>
      <div class="field">
        <label for="domain-check">{t("domainLabel")}</label>
        <p class="hint" id="domain-check-hint">{t("domainLookHint")}</p>
        <div class="row">
          <input id="domain-check" inputmode="url" autocomplete="off" aria-describedby="domain-check-hint"
            value={typed()} onInput={(event) => type(event.currentTarget.value)} />
          <button type="submit">{t("domainLook")}</button>
        </div>
      </div>
      <ul class="verdict" role="status">
        <For each={verdict(lookedAt(), known(), lang())}>
          {({ tone, text }) => <li class={`tone-${tone}`}><span aria-hidden="true">{marks[tone]}</span> {text}</li>}
        </For>
      </ul>
      <Show when={suggestion(lookedAt())}>
        {(instead) => (
          <button type="button" onClick={() => { setTyped(instead()); void look(instead()); }}>
            {t("tryInstead", { domain: instead() })}
          </button>
        )}
      </Show>
    </form>
  );
}
