/* Finding a review helpful without leaving the page. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-helpful]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { ok, status, body } = await send(form);
  if (status === 401) return (location.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`);
  if (ok) $("[data-votes]", form).textContent = body.helpful ? `(${body.helpful})` : "";
  toast(ok ? "Thank you, noted." : status ? body.detail : "The store could not be reached. Please try again.");
}, true);
