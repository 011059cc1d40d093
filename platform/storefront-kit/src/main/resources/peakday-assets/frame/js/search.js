/* Type-ahead as an ARIA combobox with a list box. Enter without a choice sends the form as ever. */
$$("[data-search]").forEach((form) => {
  const input = $("input", form);
  const list = $(".suggestions", form);
  const icon = { QUERY: "search", CATEGORY: "grid", BRAND: "tag", PRODUCT: "package" };
  const sprite = $(".icon use")?.getAttribute("href").split("#")[0];
  let items = [];
  let at = -1;
  let asked = "";
  let timer;
  const known = new Map();
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const target = (item) =>
    item.slug && item.kind === "CATEGORY" ? `/c/${item.slug}`
    : item.slug && item.kind === "PRODUCT" ? `/p/${item.slug}`
    : item.kind === "BRAND" ? `/search?brand=${encodeURIComponent(item.text)}`
    : `/search?q=${encodeURIComponent(item.text)}`;
  /* Once closed it stays closed, whatever answer is still on its way. */
  const close = () => {
    clearTimeout(timer);
    asked = "";
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((node, i) => {
      node.setAttribute("aria-selected", i === at);
      if (i === at) node.scrollIntoView({ block: "nearest" });
    });
    at >= 0 ? input.setAttribute("aria-activedescendant", `s-${at}`) : input.removeAttribute("aria-activedescendant");
  };
  const option = (item, index) => {
    const node = document.createElement("li");
    node.id = `s-${index}`;
    node.setAttribute("role", "option");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${sprite}#${icon[item.kind] || "search"}`);
    svg.append(use);
    const text = document.createElement("span");
    const typed = input.value.trim().toLowerCase();
    const where = item.text.toLowerCase().indexOf(typed);
    if (typed && where >= 0) {
      const rest = document.createElement("b");
      rest.textContent = item.text.slice(where + typed.length);
      text.append(item.text.slice(0, where + typed.length), rest);
    } else text.textContent = item.text;
    node.append(svg, text);
    if (item.kind !== "QUERY") {
      const kind = document.createElement("span");
      kind.textContent = { CATEGORY: "Category", BRAND: "Brand", PRODUCT: "Product" }[item.kind] || "";
      node.append(kind);
    }
    node.addEventListener("mousedown", (event) => {
      event.preventDefault();
      location.href = target(item);
    });
    return node;
  };
  const show = (found) => {
    items = found;
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  const ask = async () => {
    const typed = input.value.trim();
    if (typed === asked && !list.hidden) return;
    asked = typed;
    if (!typed) return close();
    if (!known.has(typed)) {
      try {
        const reply = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}&limit=8`);
        if (!reply.ok) return;
        const body = await reply.json();
        known.set(typed, body.suggestions || body.items || body);
      } catch (e) {
        return;
      }
    }
    if (asked === typed && document.activeElement === input) show(known.get(typed));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 70);
  });
  input.addEventListener("focus", () => items.length && ask());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      return close();
    }
    if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.href = target(items[at]);
      return;
    }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !input.value.trim()) return;
    event.preventDefault();
    if (list.hidden) return void ask();
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(((at + 1 + step + items.length + 1) % (items.length + 1)) - 1);
  });
});
/* "/" goes to the search field, as on many sites with a lot to find. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || /input|textarea|select/i.test(document.activeElement.tagName)) return;
  const input = $("#q");
  if (input) {
    event.preventDefault();
    input.select();
  }
});
