/* The console: keyboard, saved views, the operator's time zone. Everything works without it. */
{
  /* The server writes times in this zone; it is given by a cookie that names nothing but the zone. */
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.split("; ").includes("peakday_zone=" + zone)) {
    document.cookie = "peakday_zone=" + zone + "; path=/console; max-age=31536000; samesite=lax";
    const shown = $("[data-zone]");
    if (shown && shown.dataset.zone !== zone && document.cookie.includes("peakday_zone=") && !location.search.includes("done=")) location.reload();
  }
}
{
  /* / searches, j and k walk the rows, Enter follows, g goes, ? helps. */
  const typing = (node) => node.closest?.("input, textarea, select, [contenteditable]");
  const place = (key) => key.length === 1 && $(`[data-go="${CSS.escape(key)}"]`);
  let going = 0;
  const rows = () => $$(".rows tbody tr");
  const walk = (by) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.contains(document.activeElement));
    const link = $("a", all[Math.max(0, Math.min(all.length - 1, now + by))]);
    if (link) {
      link.focus();
      link.scrollIntoView({ block: "nearest" });
    }
  };
  const help = () => $("#shortcuts")?.showModal();
  on("click", "[data-help]", help);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
    if (going && Date.now() - going < 1200) place(event.key)?.click?.();
    going = event.key === "g" ? Date.now() : 0;
    if (event.key === "/") {
      event.preventDefault();
      $("[data-search]")?.select();
      $("[data-search]")?.focus();
    } else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "?") help();
  });
}
{
  /* The tab that is open is in sight, however narrow the window. */
  const tab = $(".tabs [aria-current=page]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 48;
}
{
  /* One question at a time; Escape or a click elsewhere takes it back. */
  const close = (except) => $$("details.ask[open]").forEach((ask) => ask !== except && !ask.contains(except) && ask.removeAttribute("open"));
  document.addEventListener("click", (event) => close(event.target.closest("details.ask")));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
}
{
  /* Saved views: addresses with a name, kept by this browser. */
  const box = $("[data-views]");
  if (box) {
    const key = "peakday-views-" + box.dataset.views;
    const list = $("[data-views-list]", box);
    const read = () => {
      try { return JSON.parse(localStorage.getItem(key)) || []; } catch (e) { return []; }
    };
    const write = (views) => {
      try { localStorage.setItem(key, JSON.stringify(views.slice(-12))); } catch (e) { toast("This browser keeps nothing for us."); }
      show();
    };
    const show = () => list.replaceChildren(...read().map((view) => {
      const chip = document.createElement("span");
      chip.className = "chip" + (view.query === location.search ? " on" : "");
      const link = document.createElement("a");
      link.href = location.pathname + view.query;
      link.textContent = view.name;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = "×";
      drop.ariaLabel = "Forget the view " + view.name;
      drop.addEventListener("click", () => write(read().filter((other) => other.name !== view.name)));
      chip.append(link, drop);
      return chip;
    }));
    $("[data-views-save]", box).hidden = !location.search;
    $("[data-views-save]", box).addEventListener("click", () => {
      const name = window.prompt("A name for this view", $(".tabs [aria-current]")?.firstChild?.textContent.trim() || "");
      if (name) write([...read().filter((view) => view.name !== name), { name: name.slice(0, 40), query: location.search }]);
    });
    show();
  }
}
on("click", "[data-copy]", async (event, button) => {
  await navigator.clipboard.writeText($(button.dataset.copy).textContent);
  toast("Copied");
});
on("click", "[data-print]", () => window.print());
{
  /* Passkeys: the server says what to make or to sign, the browser does it, the form takes the answer along. */
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => list.map((key) => ({ ...key, id: bytes(key.id) }));
  const made = (key) => ({ attestationObject: text(key.response.attestationObject), transports: key.response.getTransports?.() ?? [] });
  const signed = ({ response }) => ({
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    ...(response.userHandle && { userHandle: text(response.userHandle) }),
  });
  const ask = async (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    if (!options.user) {
      const key = await navigator.credentials.get({ publicKey: { ...publicKey, allowCredentials: keys(options.allowCredentials) } });
      return [key, signed(key)];
    }
    const user = { ...options.user, id: bytes(options.user.id) };
    const key = await navigator.credentials.create({ publicKey: { ...publicKey, user, excludeCredentials: keys(options.excludeCredentials) } });
    return [key, made(key)];
  };
  const words = {
    NotAllowedError: "Nothing was signed: it was cancelled, took too long, or this device has no such passkey.",
    InvalidStateError: "This device has a passkey for you already.",
    SecurityError: "This address has no passkeys. Open the console at the store's own address.",
  };
  on("click", "[data-passkey]", async (event, button) => {
    if (!window.PublicKeyCredential) return toast("This browser has no passkeys. Use a code instead.");
    button.classList.add("busy");
    try {
      const reply = await fetch(button.dataset.passkey, { method: "POST", headers: { Accept: "application/json" } });
      const options = await reply.json();
      if (!reply.ok) throw new Error(options.detail);
      const [key, response] = await ask(options);
      button.form.elements.passkey.value = JSON.stringify({
        id: key.id,
        rawId: text(key.rawId),
        type: key.type,
        authenticatorAttachment: key.authenticatorAttachment,
        clientExtensionResults: {},
        response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
      });
      button.form.submit();
    } catch (e) {
      button.classList.remove("busy");
      toast(words[e.name] || e.message);
    }
  });
}
{
  /* A part of the page that follows what happens, once a second while it is looked at; a button makes it stand still. */
  const part = $("[data-live]");
  if (part?.dataset.live) {
    const note = $("[data-live-note]");
    const button = $("[data-live-toggle]");
    let follows = true;
    let timer = 0;
    const look = async () => {
      clearTimeout(timer);
      if (!follows || document.hidden) return;
      try {
        const reply = await fetch(part.dataset.live, { headers: { Accept: "text/html" }, cache: "no-store" });
        if (!reply.ok) throw 0;
        part.innerHTML = await reply.text();
        note.textContent = "as of " + new Date().toLocaleTimeString("en-GB");
        /* What can be done is another now; whoever is about to do something is not disturbed. */
        if ($("[data-state]", part).dataset.state !== part.dataset.state && !$("details.ask[open]")) return location.replace(location.pathname);
      } catch (e) {
        note.textContent = "no answer since " + note.textContent.replace(/^(as of|no answer since) /, "");
      }
      timer = setTimeout(look, 1000);
    };
    button.addEventListener("click", () => {
      follows = !follows;
      button.textContent = follows ? "Stop following" : "Follow again";
      look();
    });
    document.addEventListener("visibilitychange", look);
    timer = setTimeout(look, 1000);
  }
}
