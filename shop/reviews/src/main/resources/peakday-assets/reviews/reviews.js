/* Finding a review helpful without leaving the page. */
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
