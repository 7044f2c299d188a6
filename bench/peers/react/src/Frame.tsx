// Header and footer around each page: product, who is signed in, language.

import { session, signOut } from "@shared/api";
import { firstLanguage, keepLanguage, say, type Lang } from "@shared/words";
import { Button, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useEffect, useState } from "react";
import { Link, Outlet } from "react-router";
import { Language } from "./language";

const theme = { token: { colorPrimary: "#0b5cad", fontSize: 16 } };

export function Frame() {
  const [lang, setLang] = useState<Lang>(firstLanguage);
  const [mobile, setMobile] = useState<string>();
  useEffect(() => keepLanguage(lang), [lang]);
  useEffect(() => {
    session().then((account) => setMobile(account.mobile), () => {});
  }, []);
  return (
    <ConfigProvider locale={lang === 0 ? zhCN : enUS} theme={theme}>
      <Language value={lang}>
        <a className="skip" href="#main">{say("skip", lang)}</a>
        <header className="header">
          <Link className="header__brand" to="/">{say("product", lang)}</Link>
          <nav aria-label={say("navigation", lang)}>
            {mobile && (
              <Button type="text" onClick={() => signOut().then(() => location.assign("/"))}>
                {say("signOut", lang)} {mobile}
              </Button>
            )}
            <Button type="text" onClick={() => setLang(lang === 0 ? 1 : 0)}>{say("otherLanguage", lang)}</Button>
          </nav>
        </header>
        <main className="page" id="main" tabIndex={-1}><Outlet /></main>
        <footer className="footer"><p>{say("footer", lang)}</p></footer>
      </Language>
    </ConfigProvider>
  );
}
