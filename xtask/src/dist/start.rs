//! How a page starts: a script that any browser of the last ten years reads asks for what the program needs, and says what is
//! missing; only then the program's own JavaScript comes, which fetches its WebAssembly.

use super::html::Asset;
use super::needs::Need;
use anyhow::{Result, bail};

/// The script that asks. It is of 2011 (ES5), and puts the first module that the page preloads into it where nothing is missing: that
/// link says the address and the integrity. A module that cannot be read is the browser's lack too. Why the program did not start comes
/// here as well, while the shell stands: nobody else caught it.
const FIRST: &str = r#"(function () {
  var wasm = window.WebAssembly;
  var program = document.createElement("script");
  var missing = [];
  function tell(what, why) {
    var all = document.querySelectorAll("[data-shell] [data-" + what + "]");
    for (var n = 0; n < all.length; n++) {
      all[n].hidden = false;
      if (why) all[n].textContent += " (" + why + ")";
    }
    var loading = document.querySelectorAll("[data-shell] [role=status]");
    for (n = 0; n < loading.length; n++) loading[n].outerHTML = "";
  }
  function valid(sections) {
    return wasm.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0].concat(sections)));
  }
  function ask(name, has) {
    if (!has) missing.push(name);
  }
  ask("JavaScript modules", "noModule" in program);
  if (wasm && wasm.validate) {
    WASM_QUESTIONS
  } else missing.push("WebAssembly");
  QUESTIONS
  if (missing.length) return tell("needs-browser", missing.join(", "));
  EARLY
  var link = document.querySelector("link[rel=modulepreload]");
  program.type = "module";
  program.crossOrigin = "anonymous";
  program.integrity = link.integrity;
  program.src = link.href;
  program.onerror = function () { tell("start-failed"); };
  window.onerror = function (message, source) {
    if (source === program.src) tell("needs-browser", message);
  };
  window.onunhandledrejection = function (event) {
    tell(event.reason instanceof wasm.CompileError ? "needs-browser" : "start-failed");
  };
  function begin() {
    document.head.appendChild(program);
  }
  // What compiles the program would hold up the paint of the shell. A page that nobody sees is not painted at all.
  if (document.hidden) begin();
  else
    requestAnimationFrame(function () {
      setTimeout(begin, 0);
    });
})();
"#;

/// Fetches what the page asks for first and what its address needs beside the first file, while that travels.
const FETCH_EARLY: &str = r#"var files = FILES;
  var name = location.hash.split("/")[1] || location.pathname.split("/")[1];
  var early = files.hasOwnProperty(name) ? files[name] : [];
  var api = document.querySelector("meta[name=beian-api]");
  if (api) early.unshift(api.content.replace(/\/$/, "") + "QUESTION");
  for (var n = 0; n < early.length; n++) {
    var ahead = document.createElement("link");
    ahead.rel = "preload";
    ahead.as = "fetch";
    ahead.crossOrigin = "anonymous";
    ahead.href = early[n];
    document.head.appendChild(ahead);
  }"#;

/// What a page fetches while its program travels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Early<'a> {
    /// What of the API, by its path below where that is; nothing where the page asks for nothing.
    pub question: &'a str,
    /// Files for addresses that begin with a name: `filings` for `/filings/…` and `#/filings/…`.
    pub files: &'a [(&'a str, &'a [Asset])],
}

/// The script that asks for everything that a page needs. What came to all browsers before something else that is asked for, or
/// with it, is not asked for again.
pub fn first(needs: &[&Need], early: Early) -> String {
    let (mut of_wasm, mut others) = (String::new(), String::new());
    for (n, need) in needs.iter().enumerate() {
        let is_told = |(other, one): (usize, &&Need)| one.implies(need) && (other < n || !need.implies(one));
        if needs.iter().enumerate().any(is_told) {
            continue;
        }
        let to = if need.is_of_wasm() { &mut of_wasm } else { &mut others };
        to.push_str(&format!("ask(\"{}\", {});\n", need.name, need.question()));
    }
    let files = early.files.iter().map(|(address, files)| {
        let urls: Vec<String> = files.iter().map(|file| format!("\"{}\"", file.url)).collect();
        format!("\"{address}\": [{}]", urls.join(", "))
    });
    let files: Vec<String> = files.collect();
    let fetch =
        FETCH_EARLY.replace("FILES", &format!("({{ {} }})", files.join(", "))).replace("QUESTION", early.question);
    let fetch = if early.question.is_empty() { "" } else { &fetch };
    FIRST.replace("WASM_QUESTIONS", &of_wasm).replace("QUESTIONS", &others).replace("EARLY", fetch)
}

/// What starts the program, in its own JavaScript. The fetch carries the integrity, which browsers do not compare for a preload
/// link; its mode and credentials are those of that link, or the browser fetches twice. A network that is away for some seconds is
/// waited for; `TypeError` is what browsers give for it, whenever the transfer broke.
const START: &str = r#"
(async () => {
  for (let pause = 500; ; pause *= 2) {
    try {
      const wasm = fetch(new URL("./WASM", import.meta.url), { integrity: "INTEGRITY" });
      return await __wbg_init({ module_or_path: wasm });
    } catch (error) {
      if (!(error instanceof TypeError) || pause > 4000) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
})();
"#;

/// The JavaScript of wasm-bindgen, which nobody imports from, with what starts it.
pub fn with_start(glue: &str, wasm: &Asset) -> Result<String> {
    if !glue.contains("async function __wbg_init(") {
        bail!("the JavaScript does not start as wasm-bindgen writes it");
    }
    let mut out = String::with_capacity(glue.len() + START.len());
    for line in glue.lines() {
        let kept = match line.strip_prefix("export ") {
            Some(rest) if rest.starts_with(['{', '*']) || rest.starts_with("default ") => continue,
            Some(rest) => rest,
            None => line,
        };
        out.push_str(kept);
        out.push('\n');
    }
    let file = wasm.url.rsplit('/').next().unwrap_or_default();
    out.push_str(&START.replace("./WASM", &format!("./{file}")).replace("INTEGRITY", &wasm.integrity));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wasm() -> Asset {
        Asset { url: "/assets/beian-2.wasm".to_owned(), integrity: "sha256-w".to_owned() }
    }

    #[test]
    fn the_program_fetches_its_webassembly_with_integrity_and_exports_nothing() -> Result<()> {
        let glue = "export function used() {}\nasync function __wbg_init(module_or_path) {}\n\
                    export { initSync, __wbg_init as default };\nexport default __wbg_init;\n";
        let js = with_start(glue, &wasm())?;
        assert!(
            js.contains("fetch(new URL(\"./beian-2.wasm\", import.meta.url), { integrity: \"sha256-w\" })"),
            "{js}"
        );
        assert!(js.starts_with("function used() {}\nasync function __wbg_init"), "{js}");
        assert!(!js.contains("export"), "{js}");
        assert!(with_start("function init() {}", &wasm()).is_err());
        Ok(())
    }

    #[test]
    fn the_first_script_asks_once_for_what_nothing_newer_implies() {
        let needs = super::super::needs::all();
        let twice: Vec<&Need> = needs.iter().chain(needs).collect();
        let script = first(&twice, Early::default());
        for need in needs {
            let times = usize::from(["reference types", "dialog"].contains(&need.name));
            assert_eq!(script.matches(&format!("ask(\"{}\"", need.name)).count(), times, "{}", need.name);
        }
        let files = [Asset { url: "/assets/a.wasm".to_owned(), integrity: String::new() }];
        let early = Early { question: "/session", files: &[("filings", &files)] };
        let alone = first(&[&needs[1]], early);
        assert!(alone.contains(&format!("ask(\"{}\", {})", needs[1].name, needs[1].question())), "{alone}");
        assert!(alone.contains("({ \"filings\": [\"/assets/a.wasm\"] })"), "{alone}");
        assert!(alone.contains("+ \"/session\""), "{alone}");
        assert!(!script.contains("beian-api"), "{script}");
        assert!(!script.contains("QUESTIONS"));
        // What browsers of 2016 cannot read.
        for newer in ["=>", "`", "let ", "const ", "async ", "await ", "import(", "?."] {
            assert!(!script.contains(newer), "{newer}");
        }
    }
}
