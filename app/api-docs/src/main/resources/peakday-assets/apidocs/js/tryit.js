// Sends what a form of the API's pages describes, and shows what is answered. Without an Idempotency-Key typed in, each press makes one.
function trialRequest(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = new Headers({ Accept: "application/json" });
  for (const input of form.querySelectorAll("[data-in]")) {
    const value = input.value.trim();
    if (input.dataset.in === "path") {
      path = path.replace(`{${input.name}}`, encodeURIComponent(value));
    } else if (input.name === "Idempotency-Key") {
      if (value || form.dataset.method === "POST") headers.set(input.name, value || crypto.randomUUID());
    } else if (value && input.dataset.in === "query") {
      query.append(input.name, value);
    } else if (value && input.dataset.in === "header") {
      headers.set(input.name, value);
    }
  }
  const key = form.querySelector("[data-key]").value.trim();
  if (key) headers.set("Authorization", `Bearer ${key}`);
  const body = form.querySelector("[data-body]");
  if (body) headers.set("Content-Type", "application/json");
  const search = query.size ? `?${query}` : "";
  return [path + search, { method: form.dataset.method, headers, body: body ? body.value : undefined }];
}

function shownBody(text, type) {
  if (!type.includes("json") || !text) return text || "(no body)";
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function sendTrial(form) {
  const status = form.querySelector("[data-status]");
  const result = form.querySelector("[data-result]");
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  status.textContent = "Sending …";
  const begun = performance.now();
  try {
    const response = await fetch(...trialRequest(form));
    const text = await response.text();
    const shown = ["etag", "location", "retry-after", "ratelimit", "idempotency-replayed"]
      .filter((name) => response.headers.has(name))
      .map((name) => `${name}: ${response.headers.get(name)}\n`)
      .join("");
    status.textContent = `${response.status} ${response.statusText} · ${Math.round(performance.now() - begun)} ms`;
    result.textContent = shown + (shown ? "\n" : "") + shownBody(text, response.headers.get("content-type") || "");
    result.hidden = false;
  } catch (error) {
    status.textContent = "The store did not answer. Check the connection and send it again.";
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("[data-try]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendTrial(form);
  });
}

for (const block of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy btn ghost small";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  block.append(button);
}

// On a narrow screen the list of parts would stand before everything else.
const partList = document.querySelector("[data-parts]");
if (partList && matchMedia("(max-width: 60rem)").matches) partList.open = false;
