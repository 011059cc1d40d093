/* The cart stays where it is while it changes, and follows what other tabs and devices do. */
{
  const page = () => $("[data-cart]");
  const swap = async (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const next = $("[data-cart]", fresh);
    if (!next) return location.reload();
    const focus = document.activeElement?.closest("[data-line]")?.dataset.line;
    const name = document.activeElement?.getAttribute("aria-label");
    page().replaceWith(next);
    const line = focus && $(`[data-line="${focus}"]`);
    if (line) ($$("button, input", line).find((n) => n.getAttribute("aria-label") === name) || $("a", line))?.focus();
    refreshShopper();
  };
  const reload = async () => {
    const reply = await fetch("/cart", { headers: { Accept: "text/html" }, cache: "no-store" });
    if (reply.ok) await swap(await reply.text());
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!page()?.contains(form) || event.defaultPrevented) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    page().classList.add("updating");
    try {
      const data = new URLSearchParams(new FormData(form, event.submitter || undefined));
      const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
      if (!reply.ok) throw 0;
      await swap(await reply.text());
    } catch (e) {
      form.submit();
    }
  }, true);
  on("change", "[data-quantity] input", (event, input) => input.form.requestSubmit());
  /* Version 0: there is no cart yet that could be followed. */
  if (Number(page()?.dataset.version)) {
    const live = new EventSource(page().dataset.live);
    const behind = (event) => {
      const version = Number(JSON.parse(event.data).version || 0);
      if (!version || version > Number(page().dataset.version)) reload();
    };
    ["changed", "cart", "cart.changed", "message"].forEach((name) => live.addEventListener(name, behind));
    window.addEventListener("pagehide", () => live.close());
  }
}
