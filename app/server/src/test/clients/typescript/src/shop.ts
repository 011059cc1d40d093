// A guest shops: searches, fills a cart, pays, and finds the order again. Prints the order's number.
import { randomUUID } from "node:crypto";
import { good, key, store, until } from "./store.js";

const api = store(process.argv[2]!);
const query = process.argv[3] ?? "kettle";
const email = `shopper-${randomUUID()}@example.com`;

const found = good(await api.GET("/api/v1/search", { params: { query: { q: query, availability: ["in-stock"] } } }));
const hit = found.hits[0];
if (!hit) throw new Error(`nothing is found for ${query}`);
const product = good(await api.GET("/api/v1/products/{id}", { params: { path: { id: hit.productId } } }));
const variantId = product.variants[0]!.id;

const cart = good(await api.POST("/api/v1/carts", { params: { header: key() } }));
const line = good(
  await api.POST("/api/v1/carts/{cartId}/lines", {
    params: { path: { cartId: cart.id }, header: key() },
    body: { variantId, quantity: 1 },
  }),
);
if (line.quantity !== 1) throw new Error(`the line has ${line.quantity} units`);

const quote = good(
  await api.GET("/api/v1/checkouts/quote", { params: { query: { cartId: cart.id, country: "DE", postalCode: "20457" } } }),
);
const option = quote.options[0]!;
const card = good(
  await api.POST("/api/v1/payment-tokens", {
    body: { number: "4242424242424242", expiryMonth: 12, expiryYear: 2030, cvc: "123", holder: "Kim Example", cartId: cart.id },
  }),
);
const placed = good(
  await api.POST("/api/v1/checkouts", {
    body: {
      checkoutId: randomUUID(),
      cartId: cart.id,
      email,
      shippingMethod: option.shipping.method,
      paymentToken: card.token,
      expectedTotal: { minor: option.totals.total.minor, currency: option.totals.total.currency },
      shipTo: { name: "Kim Example", line1: "Kai 1", postalCode: "20457", city: "Hamburg", country: "DE" },
    },
  }),
);
const number = placed.orderNumber;
if (!number) throw new Error(`the checkout is ${placed.status}`);

const order = await until("the order", async () => {
  const answer = await api.GET("/api/v1/orders/{number}", { params: { path: { number }, query: { email } } });
  return answer.response.status === 404 ? undefined : good(answer);
});
if (order.order.lines[0]?.variantId !== variantId) throw new Error("the order is of something else");

const wrong = await api.GET("/api/v1/orders/{number}", { params: { path: { number }, query: { email: "other@example.com" } } });
if (wrong.response.status !== 404) throw new Error(`a stranger is answered ${wrong.response.status}`);
console.log(number);
