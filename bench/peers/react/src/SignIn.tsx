// Sign-in: a mobile number and the code that is sent to it.

import { sendCode, signIn } from "@shared/api";
import { mobile } from "@shared/numbers";
import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useWords } from "./language";

export function SignIn() {
  const { t } = useWords();
  const [number, setNumber] = useState("");
  const [code, setCode] = useState("");
  const [isSent, setSent] = useState(false);
  const [wait, setWait] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<"mobileShape" | "codeShape">();
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const request = async (send: () => Promise<void>) => {
    setBusy(true);
    setWrong(undefined);
    setRefusal(undefined);
    await send().catch((error: Error) => setRefusal(error.message));
    setBusy(false);
  };
  const send = () => {
    const digits = mobile(number);
    if (!digits) return setWrong("mobileShape");
    void request(async () => {
      setWait((await sendCode(digits)).resend_in);
      setSent(true);
    });
  };
  const enter = () => {
    if (!isSent) return send();
    if (!/^\d{6}$/.test(code.trim())) return setWrong("codeShape");
    void request(async () => {
      await signIn(mobile(number) ?? number, code.trim());
      location.assign("/");
    });
  };
  const sendWords = `${t(isSent ? "sendAgain" : "sendCode")}${wait > 0 ? ` (${wait})` : ""}`;
  return (
    <Form layout="vertical" onFinish={enter}>
      <Form.Item label={t("mobileLabel")} htmlFor="mobile" extra={t("mobileHint")}
        validateStatus={wrong === "mobileShape" ? "error" : ""} help={wrong === "mobileShape" ? t(wrong) : undefined}>
        <div className="row">
          <Input id="mobile" type="tel" inputMode="tel" autoComplete="tel-national" value={number} onChange={(event) => setNumber(event.target.value)} />
          <Button disabled={isBusy || wait > 0} onClick={send}>{sendWords}</Button>
        </div>
      </Form.Item>
      {isSent && (
        <Form.Item label={t("smsCode")} htmlFor="code"
          validateStatus={wrong === "codeShape" ? "error" : ""} help={wrong === "codeShape" ? t(wrong) : undefined}>
          <Input id="code" inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
        </Form.Item>
      )}
      {refusal && <Alert type="error" showIcon title={refusal} />}
      {isSent && <Button type="primary" htmlType="submit" disabled={isBusy}>{t("signIn")}</Button>}
    </Form>
  );
}
