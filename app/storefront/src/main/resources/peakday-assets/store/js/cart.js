/* The cart stays where it is while it changes, and follows what other tabs and devices do. */
if ($("[data-cart]")) {
  const TIMEOUT = 20000;
  const LONGEST_HOLD = 15000;
  const TAP = 350;
  const page = () => $("[data-cart]");
  const shown = () => Number(page().dataset.version);
  const parse = (html) => $("[data-cart]", new DOMParser().parseFromString(html, "text/html"));

  /* What is being pressed is not replaced before it is let go: the press would be lost. The click of a finger comes some time after it has left. */
  let released = Promise.resolve();
  const free = async () => {
    let seen;
    do await (seen = released);
    while (seen !== released);
  };
  const hold = (pause, ...ends) => {
    const over = new AbortController();
    released = new Promise((resolve) => {
      const end = () => {
        over.abort();
        setTimeout(resolve, pause);
      };
      ends.forEach((name) => window.addEventListener(name, end, { signal: over.signal }));
      setTimeout(end, LONGEST_HOLD);
    });
  };
  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest?.("[data-cart] :is(button, a[href])")) return;
    hold(event.pointerType === "mouse" ? 0 : TAP, "pointerup", "pointercancel", "dragend", "contextmenu", "blur");
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && !event.repeat && event.target.closest?.("[data-cart] button")) hold(0, "keyup", "blur");
  }, true);

  /* The focus is carried over, and what is typed and not yet set. */
  const quantityField = "[data-quantity] input";
  const isTyped = (input) => input.value !== input.defaultValue;
  const identity = (n) =>
    [n.tagName, n.getAttribute("aria-label"), n.getAttribute("href"), n.form?.getAttribute("action"), n.textContent.trim()].join();
  let swaps = 0;
  let swapping = false;
  const swap = (next) => {
    if (!next) return location.reload();
    const focus = document.activeElement;
    const inside = page().contains(focus);
    const line = focus.closest("[data-line]")?.dataset.line;
    swapping = true;
    page().replaceWith(next);
    swapping = false;
    swaps++;
    refreshShopper();
    const area = inside && ((line && $(`[data-line="${line}"]`)) || next);
    if (!area) return;
    const same = $$("a[href], button:not([hidden]), input", area).find((n) => identity(n) === identity(focus));
    if (same?.matches(quantityField) && isTyped(focus)) same.value = focus.value;
    (same && !same.disabled ? same : $("a[href]:not([aria-hidden])", area))?.focus({ preventScroll: true });
  };

  /* Changes go to the store one by one, in the order of the presses; only the last one's answer is shown, with what the others had to say. */
  const notice = (cart) => $(":scope > [role=status]:not(.differences)", cart);
  const queue = [];
  let busy = false;
  let done = Promise.resolve();
  let away = false;
  const post = async ({ form, data }) => {
    const signal = AbortSignal.timeout(TIMEOUT);
    const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" }, keepalive: true, signal });
    if (!reply.ok) throw 0;
    return parse(await reply.text());
  };
  const drain = async () => {
    let next;
    const notices = [];
    while (queue.length) {
      const change = queue.shift();
      try {
        const answer = await post(change);
        if (next) notices.push(notice(next));
        next = answer;
      } catch (e) {
        /* The store says what is wrong on a page of its own; nothing else is sent beside it. */
        queue.length = 0;
        if (away) await new Promise((still) => setTimeout(still, TIMEOUT));
        change.form.submit();
        return new Promise(() => {});
      }
      if (!queue.length) await free();
    }
    busy = false;
    next?.prepend(...notices.filter(Boolean));
    swap(next);
    if (announced > shown()) reload(announced);
    announced = 0;
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

  /* What is read is shown whatever its version: another cart, as after an order, begins with a lower one. */
  let announced = 0;
  const reload = async (version) => {
    const before = swaps;
    const reply = await fetch("/cart", { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
    if (!reply?.ok) return;
    const next = parse(await reply.text());
    await free();
    if (busy) announced = Math.max(announced, version);
    else if (before === swaps) swap(next);
    else if (version > shown()) await reload(version);
  };

  /* The steppers count on from what is shown, which is ahead of the store while presses wait. Says whether there is anything to set. */
  const quantity = (form, by, data) => {
    const input = $("input", form);
    if (input.value === "") input.value = input.defaultValue;
    const most = Number(input.dataset.most);
    if (by && /^[0-9]+$/.test(input.value)) {
      const now = Number(input.value);
      input.value = by < 0 ? Math.max(0, now + by) : Math.min(now + by, Math.max(now, most));
      data.set("quantity", input.value);
    }
    if (!isTyped(input)) return false;
    input.defaultValue = input.value;
    if (Number(input.value) < most) $('[data-step="1"]', form).disabled = false;
    return true;
  };
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented) return;
    if (!page().contains(form)) return after(event, () => form.requestSubmit(submitter));
    event.preventDefault();
    event.stopImmediatePropagation();
    const line = form.closest("[data-line]");
    if (line?.matches("[data-leaves]")) return;
    const data = new URLSearchParams(new FormData(form, submitter || undefined));
    const counts = form.matches("[data-quantity]");
    if (counts && !quantity(form, Number(submitter?.dataset.step), data)) return;
    line?.toggleAttribute("data-leaves", !counts || /^0+$/.test($("input", form).value));
    enqueue({ form, data });
  }, true);
  on("focusout", quantityField, (event, input) => {
    if (swapping) return;
    if (input.value === "") input.value = input.defaultValue;
    if (!isTyped(input)) return;
    if (input.checkValidity()) return input.form.requestSubmit();
    input.value = input.defaultValue;
    toast("Please type a whole number, such as 2. Nothing was changed.");
  });

  /* Who leaves the page takes all presses along. Another click leaves at once, but not the second one of a double click. */
  let leaving = false;
  let trips = 0;
  const after = (event, go) => {
    if (!busy) return;
    trips++;
    if (leaving && !(event.detail > 1)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leaving = true;
    const trip = trips;
    done.then(() => {
      leaving = false;
      if (trip === trips) go();
    });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.getAttribute("href").startsWith("#")) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    after(event, () => location.assign(link.href));
  }, true);
  /* A download, too, which leaves nothing. */
  window.addEventListener("beforeunload", () => {
    trips++;
    away = true;
    setTimeout(() => (away = false), TIMEOUT);
  });
  window.addEventListener("pagehide", () => {
    away = true;
    const last = new Map(queue.splice(0).map((change) => [change.form.action, change]));
    last.forEach((change) => post(change).catch(() => {}));
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  /* Version 0: there is no cart yet that could be followed. What is announced while changes are on their way may be these. */
  if (shown()) {
    const live = new EventSource(page().dataset.live);
    const behind = (event) => {
      const version = Number(JSON.parse(event.data).version) || Infinity;
      if (busy) announced = Math.max(announced, version);
      else if (version > shown()) reload(version);
    };
    ["changed", "cart", "cart.changed", "message"].forEach((name) => live.addEventListener(name, behind));
    window.addEventListener("pagehide", () => live.close());
  }
}
