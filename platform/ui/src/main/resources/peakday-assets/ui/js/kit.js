/* The kit: what storefront and console scripts share. Bundled first; everything below enhances pages that work without. */
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (type, selector, handler) =>
  document.addEventListener(type, (event) => {
    const target = event.target instanceof Element ? event.target.closest(selector) : null;
    if (target) handler(event, target);
  });

/**
 * Sends a form as a script would, also when the page is left at once, and gives what was answered: its status and its JSON.
 * Without an answer that can be read the status is 0: whether the form was taken is not known then.
 */
async function send(form, submitter) {
  const data = new FormData(form, submitter || undefined);
  try {
    const reply = await fetch(submitter?.getAttribute("formaction") || form.action, {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { Accept: "application/json" },
      keepalive: true,
    });
    return { ok: reply.ok, status: reply.status, body: await reply.json() };
  } catch (e) {
    return { ok: false, status: 0, body: {} };
  }
}

function toast(text, link) {
  const region = $("#toasts");
  if (!region) return;
  const box = document.createElement("div");
  box.className = "toast";
  box.append(text);
  if (link) {
    const a = document.createElement("a");
    a.href = link.href;
    a.textContent = link.label;
    box.append(a);
  }
  region.replaceChildren(box);
  setTimeout(() => box.remove(), 5200);
}

{
  /* Theme: system, light, dark in turn. */
  const key = "peakday-theme";
  const label = { "": "System", light: "Light", dark: "Dark" };
  const show = () => {
    const theme = document.documentElement.dataset.theme || "";
    $$("[data-theme-label]").forEach((node) => (node.textContent = label[theme]));
  };
  show();
  on("click", "[data-theme-toggle]", () => {
    const order = ["", "light", "dark"];
    const next = order[(order.indexOf(document.documentElement.dataset.theme || "") + 1) % 3];
    if (next) document.documentElement.dataset.theme = next;
    else delete document.documentElement.dataset.theme;
    try {
      next ? localStorage.setItem(key, next) : localStorage.removeItem(key);
    } catch (e) { /* not remembered, still applied */ }
    show();
  });
}

{
  /* Sheets open by :target; with a script they also take and restore the focus, close on Escape, and leave no history. */
  let opener = null;
  const close = () => {
    const sheet = $(".sheet.open");
    if (!sheet) return;
    sheet.classList.remove("open");
    document.documentElement.classList.remove("locked");
    opener?.focus();
  };
  on("click", "a[data-sheet]", (event, link) => {
    const sheet = document.getElementById(link.hash.slice(1));
    if (!sheet) return;
    event.preventDefault();
    opener = link;
    sheet.classList.add("open");
    document.documentElement.classList.add("locked");
    $("a, button, input", sheet)?.focus();
  });
  on("click", "[data-sheet-close], .sheet-scrim", (event) => {
    if ($(".sheet.open")) event.preventDefault();
    close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    const sheet = $(".sheet.open");
    if (event.key !== "Tab" || !sheet) return;
    const stops = $$("a[href], button:not([disabled]), input:not([type=hidden]), select, summary", sheet).filter((n) => n.offsetParent);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement === edge) {
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0]).focus();
    }
  });
}

/* Menus made of <details> close when the focus or a click goes elsewhere, or on Escape. */
document.addEventListener("click", (event) => {
  $$("details.menu[open]").forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = $("details.menu[open]");
  if (menu) {
    menu.removeAttribute("open");
    $("summary", menu).focus();
  }
});

/* Forms are sent once, however often the button is pressed; the button says so. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  if (event.submitter?.dataset.confirm && !window.confirm(event.submitter.dataset.confirm)) return event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.classList.add("busy");
});
window.addEventListener("pageshow", () => {
  $$("form[data-sent]").forEach((form) => delete form.dataset.sent);
  $$(".btn.busy").forEach((button) => button.classList.remove("busy"));
});
/* A field that is being corrected stops saying that it is wrong. */
on("input", ".field.invalid :is(input, textarea, select)", (event, input) => {
  input.closest(".field").classList.remove("invalid");
  input.removeAttribute("aria-invalid");
  input.closest(".field").querySelector(".error")?.remove();
});
/* A select that stands for a link or a filter needs no button when there is a script. */
on("change", "[data-autosubmit]", (event, input) => input.form.requestSubmit());

{
  const note = $("#offline");
  const show = () => note && (note.hidden = navigator.onLine);
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}
/* The first wrong field of a refused form gets the focus. */
$("[data-first-wrong]")?.dataset.firstWrong && document.getElementById($("[data-first-wrong]").dataset.firstWrong)?.focus();
