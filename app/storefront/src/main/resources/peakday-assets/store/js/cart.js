/* The cart stays where it is while it changes, and follows what other tabs and devices do. */
{
  const TIMEOUT = 20000;
  const LONGEST_HOLD = 5000;
  const page = () => $("[data-cart]");

  /* A button that is being pressed is not replaced before it is let go: the press would be lost. */
  let released = Promise.resolve();
  const hold = (...ends) => {
    const over = new AbortController();
    released = new Promise((resolve) => {
      const end = () => {
        over.abort();
        setTimeout(resolve);
      };
      ends.forEach((name) => window.addEventListener(name, end, { signal: over.signal }));
      setTimeout(end, LONGEST_HOLD);
    });
  };
  const button = (event) => event.target.closest?.("[data-cart] button");
  document.addEventListener("pointerdown", (event) => {
    if (!event.button && button(event)) hold("pointerup", "pointercancel", "dragend", "contextmenu", "blur");
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && !event.repeat && button(event)) hold("keyup", "blur");
  }, true);

  /* What is typed and not yet set is carried over, and the focus with it. */
  let swaps = 0;
  let swapping = false;
  const swap = (html) => {
    const next = $("[data-cart]", new DOMParser().parseFromString(html, "text/html"));
    if (!next) return location.reload();
    const focus = document.activeElement;
    const line = focus?.closest("[data-line]")?.dataset.line;
    const name = focus?.getAttribute("aria-label");
    swapping = true;
    page().replaceWith(next);
    swapping = false;
    swaps++;
    const now = line && $(`[data-line="${line}"]`);
    if (now) {
      const same = $$("button:not([hidden]), input", now).find((n) => n.getAttribute("aria-label") === name);
      if (same?.matches("[data-quantity] input") && focus.value !== focus.defaultValue) same.value = focus.value;
      (same || $("a", now))?.focus();
    }
    refreshShopper();
  };

  /* Changes go to the store one by one, in the order of the presses; only the last one's answer is shown. */
  const queue = [];
  let busy = false;
  let done = Promise.resolve();
  let missed = false;
  let gone = false;
  const post = async ({ form, data }) => {
    const signal = AbortSignal.timeout(TIMEOUT);
    const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" }, keepalive: true, signal });
    if (!reply.ok) throw 0;
    return reply.text();
  };
  const drain = async () => {
    let html;
    while (queue.length) {
      const change = queue.shift();
      try {
        html = await post(change);
      } catch (e) {
        /* The store says what is wrong on a page of its own; nothing else is sent beside it. */
        queue.length = 0;
        if (!gone) change.form.submit();
        return new Promise(() => {});
      }
      if (!queue.length) await released;
    }
    busy = false;
    swap(html);
    if (missed) reload();
    missed = false;
  };
  const enqueue = (change) => {
    page().classList.add("updating");
    const last = queue.at(-1);
    if (last?.form === change.form) last.data = change.data;
    else queue.push(change);
    if (!busy) {
      busy = true;
      done = drain();
    }
  };

  /* Not by version: another cart, as after an order, starts again. */
  const reload = async () => {
    const before = swaps;
    const reply = await fetch("/cart", { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
    if (!reply?.ok) return;
    const html = await reply.text();
    await released;
    if (busy) missed = true;
    else if (before === swaps) swap(html);
    else await reload();
  };

  /* The steppers count on from what is shown, which is ahead of the store while presses wait. Says whether there is anything to set. */
  const quantity = (form, by, data) => {
    const input = $("input", form);
    if (by && /^[0-9]+$/.test(input.value)) {
      const now = Number(input.value);
      const most = Number(input.dataset.most);
      input.value = by < 0 ? Math.max(0, now + by) : Math.min(now + by, Math.max(now, most));
      data.set("quantity", input.value);
    }
    if (input.value === input.defaultValue) return false;
    input.defaultValue = input.value;
    $('[data-step="1"]', form).disabled = Number(input.value) >= Number(input.dataset.most);
    return true;
  };
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented) return;
    if (!page()?.contains(form)) return after(event, () => form.requestSubmit(submitter));
    event.preventDefault();
    event.stopImmediatePropagation();
    const line = form.closest("[data-line]");
    if (line?.matches("[data-leaves]")) return;
    const data = new URLSearchParams(new FormData(form, submitter || undefined));
    if (form.matches("[data-quantity]")) {
      if (!quantity(form, Number(submitter?.dataset.step), data)) return;
      line.toggleAttribute("data-leaves", Number($("input", form).value) === 0);
    } else {
      line?.toggleAttribute("data-leaves", true);
    }
    enqueue({ form, data });
  }, true);
  on("focusout", "[data-quantity] input", (event, input) => {
    if (!swapping && input.value !== input.defaultValue) input.form.requestSubmit();
  });

  /* Who leaves the page takes all presses along; a second click leaves at once. */
  let leaving = false;
  const after = (event, go) => {
    if (!busy || leaving) return;
    leaving = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    done.then(() => {
      leaving = false;
      go();
    });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!page() || !link || link.target || link.getAttribute("href").startsWith("#")) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    after(event, () => location.assign(link.href));
  }, true);
  window.addEventListener("pagehide", () => {
    gone = true;
    queue.splice(0).forEach((change) => post(change).catch(() => {}));
  });
  window.addEventListener("pageshow", (event) => {
    if (page() && event.persisted) location.reload();
  });

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
