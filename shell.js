// The shell's own side: which first field it shows before the program runs, in which language, and how what was typed into it comes to
// the program (`beian_browser::shell`). It runs before anything is painted, in any browser of the last ten years.
(function () {
  var root = document.documentElement;
  var isComposing, isSent, resolve, kept;

  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      // A browser that stores nothing.
    }
  }

  function on(event, then) {
    document.addEventListener(event, then, true);
  }

  // As `Language::provide` finds it.
  var language = read("beian.language");
  if (language !== "zh-CN" && language !== "en") {
    var preferred = /(?:^|,)(zh|en)(?:-|,|$)/i.exec(navigator.languages || "");
    language = preferred && preferred[1].toLowerCase() === "en" ? "en" : "zh-CN";
  }
  root.lang = language;

  var pages = { "/": "home", "/sign-in": "sign-in" };
  var page = read("beian.signed-in") ? "" : pages[location.pathname];
  if (page) root.setAttribute("data-first", page);

  on("DOMContentLoaded", function () {
    // What is not shown has the ids of fields that the program may draw.
    var others = document.querySelectorAll(".first:not(.first--" + (page || "other") + ")");
    for (var n = 0; n < others.length; n++) others[n].outerHTML = "";
  });

  function field() {
    return document.querySelector("[data-shell] input");
  }

  on("submit", function (event) {
    if (!field()) return;
    event.preventDefault();
    isSent = true;
    var said = document.querySelector("[data-shell] form [role=status]");
    if (said) said.hidden = false;
  });

  function leave() {
    var from = field();
    if (isComposing || !resolve) return;
    if (from) {
      kept = {
        id: from.id,
        text: from.value,
        selection: [from.selectionStart, from.selectionEnd, from.selectionDirection],
        isFocused: from.form.contains(document.activeElement)
      };
      // The program's field has it from now on.
      from.id = "";
    }
    var then = resolve;
    resolve = null;
    then();
  }

  function ended() {
    if (!isComposing) return;
    isComposing = false;
    // Some browsers put the text into the field after they have told of its end; and the next syllable may begin at once.
    setTimeout(leave, 0);
  }

  on("compositionstart", function () {
    isComposing = true;
  });
  on("compositionend", ended);
  on("blur", ended);

  window.beianShell = {
    // Calls once the shell may go, with what stands in its field kept.
    take: function (then) {
      resolve = then;
      leave();
    },
    // Puts what was kept into the program's field, where that is there, as if it had been typed there.
    give: function () {
      var to = kept && document.getElementById(kept.id);
      if (!to) return;
      var from = kept;
      kept = null;
      if (from.text) {
        to.value = from.text;
        to.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (from.isFocused) {
        // Below the shell, for as long as nothing is painted.
        to.focus({ preventScroll: true });
        to.setSelectionRange.apply(to, from.selection);
      }
      var isWanted = isSent;
      isSent = false;
      if (isWanted) to.form.querySelector("button").click();
    },
    // Who was here has no such field: nothing is kept for another time.
    drop: function () {
      kept = null;
      isSent = false;
    }
  };
})();
