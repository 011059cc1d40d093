// A day of a merchant: a product is made, priced, stocked and published; the order that is named is packed, shipped and delivered.
import { randomUUID } from "node:crypto";
import { good, key, store, until } from "./store.js";

const [url, email, password, number] = process.argv.slice(2) as [string, string, string, string];
const api = store(url);
good(await api.POST("/api/v1/admin/session", { body: { email, password } }));

const categories = good(await api.GET("/api/v1/admin/categories"));
const leaf = categories.find((one) => !categories.some((other) => other.parentId === one.id))!;
const seller = good(await api.GET("/api/v1/admin/sellers"))[0]!;
const place = good(await api.GET("/api/v1/admin/stock/locations")).items[0]!;

const word = `Lantern${Math.floor(Math.random() * 1e9)}`;
const variantId = randomUUID();
const created = await api.POST("/api/v1/admin/products", {
  params: { header: key() },
  body: {
    title: `${word} of brass`,
    slug: word.toLowerCase(),
    brand: "Example",
    description: "Burns for eight hours.",
    categoryId: leaf.id,
    variants: [
      {
        id: variantId,
        sku: word.toUpperCase(),
        offers: [{ sellerId: seller.id, price: { minor: 4990, currency: "EUR" } }],
      },
    ],
  },
});
const product = good(created);
good(
  await api.PUT("/api/v1/admin/stock/levels", {
    body: { levels: [{ variantId, locationId: place.id, onHand: 5 }], reason: "counted" },
  }),
);
const tag = { "If-Match": created.response.headers.get("ETag")! };
good(
  await api.POST("/api/v1/admin/products/{id}/publish", {
    params: { path: { id: product.id }, header: { ...key(), ...tag } },
  }),
);
const stale = await api.POST("/api/v1/admin/products/{id}/publish", {
  params: { path: { id: product.id }, header: { ...key(), ...tag } },
});
if (stale.response.status !== 409) throw new Error(`a former version is answered ${stale.response.status}`);
await until("the product in the search", async () => {
  const found = good(await api.GET("/api/v1/search", { params: { query: { q: word } } }));
  return found.hits.find((hit) => hit.productId === product.id);
});

const order = { path: { number } };
good(await api.POST("/api/v1/admin/orders/{number}/pack", { params: { ...order, header: key() } }));
good(
  await api.POST("/api/v1/admin/orders/{number}/ship", {
    params: { ...order, header: key() },
    body: { carrier: "Example Post", number: "EP123456789" },
  }),
);
const delivered = good(await api.POST("/api/v1/admin/orders/{number}/deliver", { params: { ...order, header: key() } }));
console.log(delivered.order.state);
