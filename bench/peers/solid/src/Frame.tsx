// Header and footer around each page: product, who is signed in, language.

import { session, signOut } from "@shared/api";
import { A, type RouteSectionProps } from "@solidjs/router";
import { createSignal, onMount, Show, Suspense } from "solid-js";
import { lang, setLang, t } from "./language";

export function Frame(props: RouteSectionProps) {
  const [mobile, setMobile] = createSignal<string>();
  onMount(() => void session().then((account) => setMobile(account.mobile), () => {}));
  return (
    <>
      <a class="skip" href="#main">{t("skip")}</a>
      <header class="header">
        <A class="header__brand" href="/">{t("product")}</A>
        <nav aria-label={t("navigation")}>
          <Show when={mobile()}>
            <button type="button" class="quiet" onClick={() => void signOut().then(() => location.assign("/"))}>
              {t("signOut")} {mobile()}
            </button>
          </Show>
          <button type="button" class="quiet" onClick={() => setLang(lang() === 0 ? 1 : 0)}>{t("otherLanguage")}</button>
        </nav>
      </header>
      <main class="page" id="main" tabindex="-1">
        <Suspense>{props.children}</Suspense>
      </main>
      <footer class="footer"><p>{t("footer")}</p></footer>
    </>
  );
}
