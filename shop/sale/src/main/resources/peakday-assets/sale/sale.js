/* A sale's page: counts down by the server's clock, follows what is left, claims without leaving, and says what came of it. */
{
  const root = $("[data-sale]");
  const two = (n) => String(n).padStart(2, "0");
  const span = (ms) => {
    const s = Math.max(0, Math.ceil(ms / 1000));
    return { days: Math.floor(s / 86400), hours: Math.floor(s / 3600) % 24, minutes: Math.floor(s / 60) % 60, seconds: s % 60 };
  };
  const short = (ms) => {
    const t = span(ms);
    return (t.days ? t.days + " d " : "") + (t.days || t.hours ? two(t.hours) + ":" : "") + two(t.minutes) + ":" + two(t.seconds);
  };
  /* What the server says is on its way for a while, so it is never ahead: the newest word of the last few is the nearest. */
  const offsets = [];
  const noteServerTime = (serverTime) => offsets.push(Date.parse(serverTime) - Date.now()) > 20 && offsets.shift();
  const now = () => Date.now() + (offsets.length ? Math.max(...offsets) : 0);
  $$("[data-local]").forEach((node) => {
    const at = new Date(node.dateTime);
    node.title = node.textContent;
    node.textContent = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }).format(at);
  });
  const holds = (place) => {
    const time = $("[data-slot=until]", place);
    const left = $("[data-hold-left]", place);
    if (left && time?.dateTime) left.textContent = short(Date.parse(time.dateTime) - now());
    return !time?.dateTime || Date.parse(time.dateTime) > now();
  };

  if (root) {
    const id = root.dataset.sale;
    const api = "/api/v1/sales/" + id;
    const place = $("[data-mine]", root);
    let opens = Date.parse(root.dataset.opens);
    let closes = Date.parse(root.dataset.closes);
    let last = null;
    let asking = false;
    let timer = 0;
    let askedAfter = 0;
    const me = () => { try { return JSON.parse(sessionStorage.getItem("peakday-shopper")) || {}; } catch (e) { return {}; } };
    const say = (text) => ($("[data-say]", root).textContent = text);
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));

    const phase = () => {
      if (!last) return root.dataset.phase;
      if (last.state === "PLANNED") return now() >= opens ? "open" : "planned";
      if (last.state === "OPEN") return now() >= closes ? "over" : last.available ? "open" : "soldout";
      return last.state === "PAUSED" ? "paused" : "over";
    };
    const words = { open: "The sale is open.", soldout: "Nothing is left for now.", paused: "The sale is paused.", over: "The sale is over." };
    const paint = () => {
      const next = phase();
      if (next !== root.dataset.phase) {
        root.dataset.phase = next;
        say(words[next] || "");
      }
      $$("[data-when]", root).forEach((node) => (node.hidden = !node.dataset.when.split(" ").includes(next)));
      if (!last) return;
      const text = (selector, value) => $$(selector, root).forEach((node) => (node.textContent = value.toLocaleString("en")));
      text("[data-left]", last.available);
      text("[data-held]", last.held);
      $("[data-meter]", root).setAttribute("width", (100 * last.available) / Math.max(1, last.setAside));
      $("[data-held-line]", root).hidden = !last.held;
      $$("[data-hope]", root).forEach((node) => (node.hidden = !last.held));
      $$("[data-hopeless]", root).forEach((node) => (node.hidden = last.held > 0));
    };
    const tick = () => {
      const t = span(opens - now());
      $("[data-days]", root).hidden = !t.days;
      $("[data-days] b", root).textContent = t.days;
      $("[data-hours]", root).textContent = two(t.hours);
      $("[data-minutes]", root).textContent = two(t.minutes);
      $("[data-seconds]", root).textContent = two(t.seconds);
      $("[data-ends]", root).textContent = short(closes - now());
      if (phase() !== root.dataset.phase) paint();
      if (root.dataset.phase === "planned" && [60, 10].includes(Math.ceil((opens - now()) / 1000))) say(`Opens in ${Math.ceil((opens - now()) / 1000)} seconds.`);
      if ($(".outcome.claimed, .outcome.already-claimed", place) && !holds(place) && now() > askedAfter) {
        askedAfter = now() + 3000;
        mine();
      }
      /* Just after the full second by the server's clock. */
      setTimeout(tick, 1000 - ((now() % 1000) + 1000) % 1000 + 15);
    };
    const look = async () => {
      clearTimeout(timer);
      try {
        const reply = await fetch(api, { headers: { Accept: "application/json" }, cache: "no-store" });
        if (reply.ok) {
          const was = last;
          last = await reply.json();
          noteServerTime(last.serverTime);
          opens = Date.parse(last.opensAt);
          closes = Date.parse(last.closesAt);
          paint();
          if (was && !was.available && last.available && phase() === "open") back();
        }
      } catch (e) { /* offline: what is known stays, and is asked for again */ }
      if (!document.hidden) timer = setTimeout(look, pause());
    };
    /* Spread, so that a million pages do not ask in the same instant. */
    const pause = () => {
      const p = phase();
      const soon = Math.min(Math.abs(opens - now()), Math.abs(closes - now()));
      if (p === "over") return 60000;
      if (p === "planned") return soon > 90000 ? 15000 + Math.random() * 5000 : Math.min(4000 + Math.random() * 2000, Math.max(300, soon + Math.random() * 400));
      return p === "soldout" && last && !last.held ? 10000 + Math.random() * 5000 : 1000 + Math.random() * 600;
    };
    const back = () => {
      say(last.available === 1 ? "One has come back." : last.available + " have come back.");
      if ($("[data-auto]", root).checked && !asking) $("[data-claim]", root).requestSubmit();
    };

    const show = (kind, answer = {}, focus = true) => {
      const box = $(`template[data-outcome="${kind}"]`, root)?.content.cloneNode(true);
      if (!box) return;
      const units = $("[data-slot=units]", box);
      if (units && answer.quantity) units.textContent = answer.quantity === 1 ? "1 item is" : answer.quantity + " items are";
      const time = $("[data-slot=until]", box);
      if (time && answer.holdUntil) {
        time.dateTime = answer.holdUntil;
        time.textContent = new Date(answer.holdUntil).toLocaleTimeString("en-GB");
      }
      place.replaceChildren(box);
      /* Who has all they may have, or stands in line, is not offered more. */
      root.toggleAttribute("data-done", ["claimed", "already-claimed", "limit-reached", "waiting", "challenge"].includes(kind) || (kind === "bought" && answer.quantity >= root.dataset.most));
      holds(place);
      const title = $("h2", place);
      say(title.textContent.trim());
      if (focus) {
        title.focus({ preventScroll: true });
        place.scrollIntoView({ block: "nearest" });
      }
    };
    /* What the customer has, without being asked. */
    const mine = async () => {
      if (!me().name) return;
      try {
        const reply = await fetch(`/sales/${id}/mine.json`, { headers: { Accept: "application/json" }, cache: "no-store" });
        const has = reply.ok ? await reply.json() : {};
        /* Its time is over, and it is neither released nor paid yet: what is shown stays. */
        if (has.held && $("[data-slot=until]", place)?.dateTime === has.holdUntil) return;
        if (has.held) show("claimed", { quantity: has.held, holdUntil: has.holdUntil }, false);
        else if (has.bought) show("bought", { quantity: has.bought }, false);
        else if (has.lapsed) show("expired", {}, false);
      } catch (e) { /* shown when it is asked for */ }
    };
    const room = "/api/v1/waiting/" + root.dataset.room;
    const about = (s) => (s < 60 ? "less than a minute" : s < 5400 ? "about " + Math.round(s / 60) + " minutes" : "about " + Math.round(s / 3600) + " hours");
    const standing = (s) => {
      if (!$(".outcome.waiting", place)) show("waiting");
      const known = typeof s.position === "number";
      $("[data-line-early]", place).hidden = known;
      $("[data-line-known]", place).hidden = !known;
      if (!known) return;
      $("[data-line-before]", place).textContent = s.position.toLocaleString("en");
      $("[data-line-time]", place).textContent = typeof s.estimateSeconds === "number" ? ", " + about(s.estimateSeconds) : "";
    };
    /* Until it may be our turn: shown live where that works, else after as long as the server said. */
    const inLine = (answer) => new Promise((done) => {
      standing(answer);
      const live = window.EventSource && new EventSource(room + "/live");
      let timer = 0;
      const end = () => { clearTimeout(timer); live && live.close(); done(); };
      const after = (ms) => { clearTimeout(timer); timer = setTimeout(end, ms); };
      after(answer.askAgainMillis);
      if (!live) return;
      live.addEventListener("standing", (event) => {
        const s = JSON.parse(event.data);
        if (s.standing !== "early" && s.standing !== "waiting") return end();
        standing(s);
        after(60000);
      });
      live.onerror = () => { live.close(); after(answer.askAgainMillis); };
    });
    /* Proof of work: a nonce such that SHA-256 of the challenge and it begins with so many zero bits. Without the means, it is waited for. */
    const join = async (code) => {
      const work = await (await fetch(room + "/challenge", { headers: { Accept: "application/json" }, cache: "no-store" })).json();
      const nonce = window.crypto?.subtle ? await solve(work) : null;
      if (nonce === null) await wait(Math.max(1000, Date.parse(work.slowFrom) - now() + 500));
      await fetch(room, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ challenge: work.text, nonce: nonce ?? undefined, code }) });
    };
    const solve = async (work) => {
      const bytes = new TextEncoder();
      const zeros = (hash) => { let n = 0; for (const b of hash) { if (b) return n + Math.clz32(b) - 24; n += 8; } return n; };
      for (let from = 0; Date.parse(work.expiresAt) > now(); from += 256) {
        const hashes = await Promise.all(Array.from({ length: 256 }, (x, i) => crypto.subtle.digest("SHA-256", bytes.encode(work.text + (from + i)))));
        const hit = hashes.findIndex((hash) => zeros(new Uint8Array(hash)) >= work.bits);
        if (hit >= 0) return String(from + hit);
      }
      return null;
    };
    const claim = async (quantity, code) => {
      for (let attempt = 0; attempt < 30; attempt++) {
        let after = Math.min(4000, 250 * 2 ** Math.min(attempt, 4)) * (0.5 + Math.random());
        try {
          const reply = await fetch(api + "/claim", { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ quantity, code }), keepalive: true });
          if (reply.status === 401) return (location.href = "/sign-in?next=" + encodeURIComponent(location.pathname));
          const answer = await reply.json();
          if (reply.ok) {
            if (answer.outcome === "waiting") { await inLine(answer); attempt = 0; continue; }
            if (answer.outcome === "challenge-required") { show("challenge"); await join(code); attempt = 0; continue; }
            /* Our clock was a breath ahead: the opening is now. */
            if (answer.outcome === "not-open" && answer.state === "planned" && Math.abs(now() - opens) < 5000) { await wait(150 + Math.random() * 150); continue; }
            return answer;
          }
          if (reply.status !== 429 && reply.status < 500) return { outcome: "refused", detail: answer.detail };
          after = Math.max(after, 1000 * Number(reply.headers.get("Retry-After") || 0));
        } catch (e) { /* no answer: asking again gives the same claim */ }
        if (attempt === 1 && !$(".outcome.waiting", place)) show("busy");
        await wait(Math.min(after, 15000));
      }
      return { outcome: "refused", detail: "There was no answer for a long time. Please press the button again." };
    };
    document.addEventListener("submit", async (event) => {
      const form = event.target;
      if (!form.matches("[data-sale] [data-claim]")) return;
      if (!me().name) return; // the form leads to sign-in and back
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asking) return;
      asking = true;
      const button = $("button", form);
      button.classList.add("busy");
      const typed = new FormData(form);
      const answer = await claim(Number(typed.get("quantity")) || 1, typed.get("code") || undefined);
      asking = false;
      button.classList.remove("busy");
      if (!answer?.outcome) return;
      if (answer.outcome === "refused") {
        root.removeAttribute("data-done");
        toast(answer.detail);
      } else show(answer.outcome, answer);
      refreshShopper();
      look();
    }, true);
    document.addEventListener("visibilitychange", () => document.hidden ? clearTimeout(timer) : look());
    $$("[data-guest]", root).forEach((node) => Promise.resolve(window.shopperKnown).then(() => me().name ? node.remove() : node.classList.remove("nojs-only")));
    Promise.resolve(window.shopperKnown).then(mine);
    tick();
    look();
  }

  const alone = $("[data-hold-page]");
  if (alone && $("[data-hold-left]", alone)) {
    /* What became of it is shown by the page itself, asked for once, a moment after the end. */
    const end = () => {
      clearInterval(every);
      setTimeout(() => location.assign(alone.dataset.holdPage + "/claim"), 2500);
    };
    const every = holds(alone) ? setInterval(() => holds(alone) || end(), 1000) : 0;
  }
}
