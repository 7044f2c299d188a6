// A domain looked up before anything is filed.

import { ask, marks, PAUSE, suggestion, verdict, type Known } from "@shared/verdict";
import { Button, Form, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useWords } from "./language";

export function DomainCheck() {
  const { lang, t } = useWords();
  const [typed, setTyped] = useState("");
  const [lookedAt, setLookedAt] = useState("");
  const [known, setKnown] = useState<Known>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async (text: string) => {
    clearTimeout(timer.current);
    newest.current = text;
    setLookedAt(text);
    const answer = await ask(text);
    if (newest.current === text) setKnown(answer);
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(text), PAUSE);
  };
  const instead = suggestion(lookedAt);
  return (
    <Form layout="vertical" onFinish={() => void look(typed)}>
      <Form.Item label={t("domainLabel")} htmlFor="domain-check" extra={t("domainLookHint")}>
        <div className="row">
          <Input id="domain-check" inputMode="url" autoComplete="off" value={typed} onChange={(event) => type(event.target.value)} />
          <Button htmlType="submit">{t("domainLook")}</Button>
        </div>
      </Form.Item>
      <ul className="verdict" role="status">
        {verdict(lookedAt, known, lang).map(({ tone, text }) => (
          <li key={text} className={`tone-${tone}`}><span aria-hidden>{marks[tone]}</span> {text}</li>
        ))}
      </ul>
      {instead && (
        <Button onClick={() => { setTyped(instead); void look(instead); }}>{t("tryInstead", { domain: instead })}</Button>
      )}
    </Form>
  );
}
