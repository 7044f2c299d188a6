// Sign-in: a mobile number and the code that is sent to it.

import { sendCode, signIn } from "@shared/api";
import { mobile } from "@shared/numbers";
import { createSignal, onCleanup, Show } from "solid-js";
import { TextField } from "./fields";
import { t } from "./language";

export function SignIn() {
  const [number, setNumber] = createSignal("");
  const [code, setCode] = createSignal("");
  const [isSent, setSent] = createSignal(false);
  const [wait, setWait] = createSignal(0);
  const [isBusy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<"mobileShape" | "codeShape">();
  const [refusal, setRefusal] = createSignal<string>();
  const timer = setInterval(() => setWait((wait) => Math.max(wait - 1, 0)), 1000);
  onCleanup(() => clearInterval(timer));

  const request = async (send: () => Promise<void>) => {
    setBusy(true);
    setWrong(undefined);
    setRefusal(undefined);
    await send().catch((error: Error) => setRefusal(error.message));
    setBusy(false);
  };
  const send = () => {
    const digits = mobile(number());
    if (!digits) return void setWrong("mobileShape");
    void request(async () => {
      setWait((await sendCode(digits)).resend_in);
      setSent(true);
    });
  };
  const enter = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isSent()) return send();
    if (!/^\d{6}$/.test(code().trim())) return void setWrong("codeShape");
    void request(async () => {
      await signIn(mobile(number()) ?? number(), code().trim());
      location.assign("/");
    });
  };
  const errorOf = (word: "mobileShape" | "codeShape") => (wrong() === word ? t(word) : undefined);
  return (
    <form novalidate onSubmit={enter}>
      <TextField id="mobile" label={t("mobileLabel")} hint={t("mobileHint")} error={errorOf("mobileShape")} type="tel" mode="tel"
        autocomplete="tel-national" value={number()} onText={setNumber}>
        <button type="button" disabled={isBusy() || wait() > 0} onClick={send}>
          {t(isSent() ? "sendAgain" : "sendCode")}{wait() > 0 ? ` (${wait()})` : ""}
        </button>
      </TextField>
      <Show when={isSent()}>
        <TextField id="code" label={t("smsCode")} error={errorOf("codeShape")} mode="numeric" autocomplete="one-time-code"
          value={code()} onText={setCode} />
      </Show>
      <Show when={refusal()}><p class="notice tone-bad" role="alert">{refusal()}</p></Show>
      <Show when={isSent()}><button type="submit" class="primary" disabled={isBusy()}>{t("signIn")}</button></Show>
    </form>
  );
}
