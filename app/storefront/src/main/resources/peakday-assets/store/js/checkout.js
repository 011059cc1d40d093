/* Country, postcode, delivery and saved address change what it costs: ask the server for the page again and swap the parts. */
{
  const form = $("[data-checkout]");
  if (form) {
    let asked; // for the newest choice: no older answer is shown
    let chosen; // what was changed last
    let sent = false; // the form is on its way, and what else comes is not shown any more
    form.addEventListener("submit", () => {
      sent = true;
      asked?.abort();
    });
    addEventListener("pageshow", () => (sent = false));
    /* It only ever asks: what fails is said, with a button to ask again. Nothing but Pay sends the order. */
    const update = async (again) => {
      const data = new URLSearchParams(new FormData(form));
      ["card.number", "card.cvc", "card.expiry", "card.holder"].forEach((name) => data.delete(name));
      const { saved, savedShown } = form.elements; // the address that is chosen, and the one that the fields were filled from
      const fill = saved?.value && saved.value !== savedShown.value;
      data.set("refresh", fill ? "saved" : "delivery");
      // Only what was pressed itself goes away at once: a button that moves between press and release takes no click.
      if (again) $("[data-outdated]").hidden = true;
      $("[data-bill]").classList.add("updating");
      asked?.abort();
      const { signal } = (asked = new AbortController());
      try {
        const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" }, signal });
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        if (signal.aborted || sent) return;
        if (!reply.ok) throw new Error(reply.status);
        // Another tab has emptied the cart or bought it.
        if (reply.redirected) return location.assign(reply.url);
        if (fill) {
          savedShown.value = $("[name=savedShown]", page).value;
          $$("#main .part:nth-of-type(2) :is(input, select):not(#saved, [type=hidden])", page).forEach((node) => {
            const here = node.name && form.elements[node.name];
            if (here) here.value = node.value;
          });
        }
        for (const part of ["[data-bill]", "[data-methods]"]) $(part).replaceWith($(part, page));
        $("[data-outdated]").hidden = true;
        form.elements.expected.value = $("[name=expected]", page).value;
        $("[data-total]").textContent = $("[data-total]", page).textContent;
        $("[name=place]", form).disabled = $("[name=place]", page).disabled;
        (again ? $("[name=place]", form) : $(`[name="${chosen.name}"]:checked`, form))?.focus();
        fold();
      } catch (e) {
        if (signal.aborted || sent) return;
        $("[data-bill]").classList.remove("updating");
        $("[data-outdated]").hidden = false;
        if (again) $("[data-update]").focus();
      }
    };
    on("change", '[data-refresh], [name="postalCode"]', (event, input) => {
      if (input.dataset.refresh === "false") return;
      chosen = input;
      if (input.name === "saved") form.elements.savedShown.value = "";
      update(false);
    });
    /* Enter pays where the card is typed, and elsewhere sends nothing. */
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input, select")) return;
      event.preventDefault();
      if (event.target.name.startsWith("card.")) $("[name=place]", form).click();
    });
    on("click", "[data-update]", () => update(true));
    /* Groups of four make a card number readable; the server takes it with or without spaces. */
    on("input", '[name="card.number"]', (event, input) => {
      if (input.selectionStart !== input.value.length) return;
      input.value = input.value.replace(/\D/g, "").slice(0, 19).replace(/(.{4})(?=.)/g, "$1 ");
    });
    on("input", '[name="card.expiry"]', (event, input) => {
      if (event.inputType?.startsWith("delete")) return;
      input.value = input.value.replace(/[^\d/]/g, "").replace(/^(\d\d)(\d)/, "$1/$2").slice(0, 5);
    });
    /* On a phone the bill starts folded, its total in sight. */
    const fold = () => matchMedia("(max-width: 899px)").matches && $(".bill-box")?.removeAttribute("open");
    fold();
  }
}
/* Back from the bank: the order is made by a form, which a person without scripts sends themselves. */
$("[data-goes-on]")?.requestSubmit();
