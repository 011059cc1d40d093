/* Name and cart count: pages are the same for everybody, so these two are filled in here. */
{
  const paint = (me) => {
    $$("[data-cart-count]").forEach((node) => {
      node.textContent = me.items > 99 ? "99+" : me.items;
      node.hidden = !me.items;
      node.closest("a")?.setAttribute("aria-label", `Cart, ${me.items} ${me.items === 1 ? "item" : "items"}`);
    });
    $$("[data-account-label]").forEach((node) => (node.textContent = me.name ? me.name.split(" ")[0] : "Sign in"));
    $$("[data-account]").forEach((node) => node.setAttribute("aria-label", me.name ? `Account of ${me.name}` : "Sign in"));
  };
  const key = "peakday-shopper";
  const remembered = sessionStorage.getItem(key);
  if (remembered) paint(JSON.parse(remembered));
  window.refreshShopper = async () => {
    try {
      const reply = await fetch("/shopper.json", { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!reply.ok) return;
      const me = await reply.json();
      sessionStorage.setItem(key, JSON.stringify(me));
      paint(me);
    } catch (e) { /* offline: what was remembered stays */ }
  };
  if ($("[data-cart-count]")) window.shopperKnown = refreshShopper();
}

/* Add to cart without leaving the page. Whatever goes wrong, the form is sent the ordinary way. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-add]") || event.defaultPrevented) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  button?.classList.add("busy");
  try {
    const reply = await send(form);
    const body = await reply.json();
    if (!reply.ok) throw new Error(body.detail || "");
    toast(body.message, { href: "/cart", label: "View cart" });
    refreshShopper();
  } catch (e) {
    e.message ? toast(e.message) : form.submit();
  } finally {
    button?.classList.remove("busy");
  }
}, true);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-helpful]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const reply = await send(form);
  if (reply.status === 401) return (location.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`);
  const body = await reply.json();
  if (reply.ok) $("[data-votes]", form).textContent = body.helpful ? `(${body.helpful})` : "";
  toast(reply.ok ? "Thank you, noted." : body.detail);
}, true);
