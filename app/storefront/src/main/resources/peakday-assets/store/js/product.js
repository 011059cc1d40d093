/* Choosing a variant swaps the page's content in place; the server renders it either way. The last choice counts, whichever answers last. */
let choice;
window.addEventListener("beforeunload", () => choice?.abort());
on("click", "[data-variant]", async (event, link) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const label = link.closest(".picker").querySelector("h2").firstChild.textContent;
  choice?.abort();
  const { signal } = (choice = new AbortController());
  try {
    const reply = await fetch(link.href, { signal });
    if (!reply.ok) throw 0;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (signal.aborted) return;
    const swap = () => {
      $(".gallery").replaceWith($(".gallery", page));
      $(".buy").replaceWith($(".buy", page));
      gallery();
    };
    history.replaceState(null, "", link.href);
    swap();
    $$(".picker").find((p) => p.querySelector("h2").firstChild.textContent === label)?.querySelector("[aria-current]")?.focus();
  } catch (e) {
    if (!signal.aborted) location.href = link.href;
  }
});

/* The small pictures follow the strip, however it was moved. */
function gallery() {
  const strip = $("[data-strip]");
  if (!strip) return;
  const thumbs = $$("[data-thumb]");
  thumbs.forEach((thumb, index) =>
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      strip.scrollTo({ left: index * strip.clientWidth });
    }));
  strip.addEventListener("scroll", () => {
    const now = Math.round(strip.scrollLeft / strip.clientWidth);
    thumbs.forEach((thumb, index) => index === now ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current"));
  }, { passive: true });
  strip.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      strip.scrollBy({ left: step * strip.clientWidth });
    }
  });
}
gallery();

/* Add to cart without leaving the page. It is not sent a second time by itself: the first may have been taken. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-add]") || event.defaultPrevented) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  button?.classList.add("busy");
  const { ok, status, body } = await send(form);
  button?.classList.remove("busy");
  const cart = { href: "/cart", label: "View cart" };
  if (ok) {
    toast(body.message, cart);
    refreshShopper();
  } else if (status) {
    toast(body.detail);
  } else {
    toast("The store could not be reached. Look into your cart before you try again.", cart);
  }
}, true);
