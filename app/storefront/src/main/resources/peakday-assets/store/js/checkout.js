/* What changes the costs is asked of the server: the page again, its parts swapped. */
{
  const form = $("[data-checkout]");
  if (form) {
    let asked; // no older answer is shown
    let chosen; // last
    let sent = false; // nothing is shown any more
    form.addEventListener("submit", () => {
      sent = true;
      asked?.abort();
    });
    addEventListener("pageshow", () => (sent = false));
    /* Nothing but Pay sends the order. */
    const update = async (again) => {
      const data = new URLSearchParams(new FormData(form));
      for (const name of ["number", "cvc", "expiry", "holder"]) data.delete("card." + name);
      const { saved, savedShown } = form.elements; // chosen, and filled in
      const fill = saved?.value && saved.value !== savedShown.value;
      data.set("refresh", fill ? "saved" : "delivery");
      // A button that moves between press and release takes no click.
      if (again) $("[data-outdated]").hidden = true;
      $("[data-bill]").classList.add("updating");
      asked?.abort();
      const { signal } = (asked = new AbortController());
      try {
        const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" }, signal });
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        if (signal.aborted || sent) return;
        if (!reply.ok) throw new Error(reply.status);
        // Emptied or bought in another tab.
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
    /* Enter pays in the card's fields only. */
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input, select")) return;
      event.preventDefault();
      if (event.target.name.startsWith("card.")) $("[name=place]", form).click();
    });
    on("click", "[data-update]", () => update(true));
    /* A card number in groups of four. */
    on("input", '[name="card.number"]', (event, input) => {
      if (input.selectionStart !== input.value.length) return;
      input.value = input.value.replace(/\D/g, "").slice(0, 19).replace(/(.{4})(?=.)/g, "$1 ");
    });
    on("input", '[name="card.expiry"]', (event, input) => {
      if (event.inputType?.startsWith("delete")) return;
      input.value = input.value.replace(/[^\d/]/g, "").replace(/^(\d\d)(\d)/, "$1/$2").slice(0, 5);
    });
    /* On a phone the bill starts folded. */
    const fold = () => matchMedia("(max-width: 899px)").matches && $(".bill-box")?.removeAttribute("open");
    fold();
  }
}
/* Back from the bank; without scripts, a person sends the form. */
$("[data-goes-on]")?.requestSubmit();
