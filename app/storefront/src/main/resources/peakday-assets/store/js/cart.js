/* The cart stays where it is while it changes, and follows what other tabs and devices do. */
{
  const page = () => $("[data-cart]");
  /* Changes go to the store one by one, in the order of the presses; only the last one's answer is shown. */
  let waiting = 0;
  let missed = false;
  let swaps = 0;
  let turn = Promise.resolve();
  /* A button that is being pressed is not replaced before it is let go: the press would be lost. */
  let released = Promise.resolve();
  document.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    released = new Promise((resolve) => {
      const up = () => setTimeout(resolve);
      ["pointerup", "pointercancel"].forEach((name) => window.addEventListener(name, up, { once: true }));
    });
  }, true);

  const swap = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const next = $("[data-cart]", fresh);
    if (!next) return location.reload();
    const focus = document.activeElement?.closest("[data-line]")?.dataset.line;
    const name = document.activeElement?.getAttribute("aria-label");
    page().replaceWith(next);
    swaps++;
    const line = focus && $(`[data-line="${focus}"]`);
    if (line) ($$("button:not([hidden]), input", line).find((n) => n.getAttribute("aria-label") === name) || $("a", line))?.focus();
    refreshShopper();
  };
  /* Not by version: another cart, as after an order, begins anew. */
  const reload = async () => {
    const before = swaps;
    const reply = await fetch("/cart", { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!reply.ok) return;
    const html = await reply.text();
    await released;
    if (waiting) missed = true;
    else if (before === swaps) swap(html);
    else await reload();
  };

  /* The steppers count on from what is shown, which is ahead of the page while presses wait. */
  const step = (form, button, data) => {
    const input = button?.dataset.step && $("input", form);
    if (!input || !/^[0-9]+$/.test(input.value)) return;
    input.value = Math.max(0, Math.min(Number(input.dataset.most), Number(input.value) + Number(button.dataset.step)));
    data.set("quantity", input.value);
  };
  const change = async (form, data) => {
    try {
      const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
      if (!reply.ok) throw 0;
      const html = await reply.text();
      await released;
      if (--waiting) return;
      swap(html);
      if (missed) reload();
      missed = false;
    } catch (e) {
      form.submit();
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!page()?.contains(form) || event.defaultPrevented) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    page().classList.add("updating");
    const data = new URLSearchParams(new FormData(form, event.submitter || undefined));
    step(form, event.submitter, data);
    waiting++;
    turn = turn.then(() => change(form, data));
  }, true);
  on("change", "[data-quantity] input", (event, input) => input.form.requestSubmit());
  /* Version 0: there is no cart yet that could be followed. */
  if (Number(page()?.dataset.version)) {
    const live = new EventSource(page().dataset.live);
    const behind = (event) => {
      const changed = Number(JSON.parse(event.data).version || 0);
      if (!changed || changed > Number(page().dataset.version)) reload();
    };
    ["changed", "cart", "cart.changed", "message"].forEach((name) => live.addEventListener(name, behind));
    window.addEventListener("pagehide", () => live.close());
  }
}
