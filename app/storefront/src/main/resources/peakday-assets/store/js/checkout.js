/* Country, postcode, delivery and saved address change what it costs: ask the server for the page again and swap the parts. */
{
  const form = $("[data-checkout]");
  if (form) {
    let asked; // for the newest choice: no older answer is shown, and none once the form is on its way
    form.addEventListener("submit", () => asked?.abort());
    on("change", '[data-refresh], [name="postalCode"]', async (event, input) => {
      if (input.dataset.refresh === "false") return;
      const data = new URLSearchParams(new FormData(form));
      ["card.number", "card.cvc", "card.expiry", "card.holder"].forEach((name) => data.delete(name));
      data.set("refresh", input.name === "saved" ? "saved" : "delivery");
      $("[data-bill]").classList.add("updating");
      asked?.abort();
      const { signal } = (asked = new AbortController());
      try {
        const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" }, signal });
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        if (signal.aborted) return;
        if (input.name === "saved") {
          $$("#main .part:nth-of-type(2) :is(input, select):not(#saved)", page).forEach((node) => {
            const here = node.name && form.elements[node.name];
            if (here) here.value = node.value;
          });
        }
        for (const part of ["[data-bill]", "[data-methods]"]) $(part).replaceWith($(part, page));
        form.elements.expected.value = $("[name=expected]", page).value;
        $("[data-total]").textContent = $("[data-total]", page).textContent;
        $("[name=place]", form).disabled = $("[name=place]", page).disabled;
        $(`[name="${input.name}"]:checked`, form)?.focus();
        fold();
      } catch (e) {
        if (!signal.aborted) form.submit();
      }
    });
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
