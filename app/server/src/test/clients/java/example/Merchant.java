package example;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import shop.client.ApiClient;
import shop.client.ApiException;
import shop.client.ApiResponse;
import shop.client.api.CategoriesAndSellersApi;
import shop.client.api.OrdersForStaffApi;
import shop.client.api.ProductsForStaffApi;
import shop.client.api.SearchApi;
import shop.client.api.SessionsApi;
import shop.client.api.StockForStaffApi;
import shop.client.model.CatalogCategory;
import shop.client.model.CatalogProductBody;
import shop.client.model.CatalogProductBodyOfferBody;
import shop.client.model.CatalogProductBodyPriceBody;
import shop.client.model.CatalogProductBodyVariantBody;
import shop.client.model.CatalogProductView;
import shop.client.model.IdentitySessionApiCredentials;
import shop.client.model.InventoryStockAdminApiCount;
import shop.client.model.InventoryStockAdminApiLevelBody;
import shop.client.model.OrdersOrdersAdminApiTrackingForm;

/** A day of a merchant: a product is made, priced, stocked and published; the order that is named is packed, shipped and delivered. */
public final class Merchant {
    private Merchant() {}

    public static void main(String[] args) throws Exception {
        ApiClient store = Store.at(args[0]);
        new SessionsApi(store)
                .signInStaff(new IdentitySessionApiCredentials().email(args[1]).password(args[2]));

        sell(store);

        OrdersForStaffApi orders = new OrdersForStaffApi(store);
        orders.packOrder(args[3], Store.key());
        orders.shipOrder(
                args[3],
                Store.key(),
                new OrdersOrdersAdminApiTrackingForm().carrier("Example Post").number("EP123456789"));
        System.out.println(orders.deliverOrder(args[3], Store.key()).getOrder().getState());
    }

    private static void sell(ApiClient store) throws Exception {
        CategoriesAndSellersApi structure = new CategoriesAndSellersApi(store);
        List<CatalogCategory> categories = structure.listCategoriesForStaff();
        UUID leaf = categories.stream()
                .map(CatalogCategory::getId)
                .filter(id -> categories.stream().noneMatch(other -> id.equals(other.getParentId())))
                .findFirst()
                .orElseThrow();
        String word = "Lantern" + ThreadLocalRandom.current().nextInt(1_000_000_000);
        UUID variant = UUID.randomUUID();
        ProductsForStaffApi products = new ProductsForStaffApi(store);
        ApiResponse<CatalogProductView> created = products.createProductWithHttpInfo(
                Store.key(),
                new CatalogProductBody()
                        .title(word + " of brass")
                        .brand("Example")
                        .description("Burns for eight hours.")
                        .categoryId(leaf)
                        .addVariantsItem(new CatalogProductBodyVariantBody()
                                .id(variant)
                                .sku(word)
                                .addOffersItem(new CatalogProductBodyOfferBody()
                                        .sellerId(structure
                                                .listSellers()
                                                .getFirst()
                                                .getId())
                                        .price(new CatalogProductBodyPriceBody()
                                                .minor(4990L)
                                                .currency("EUR")))));
        UUID product = created.getData().getId();

        StockForStaffApi stock = new StockForStaffApi(store);
        UUID place = stock.listStockLocations().getItems().getFirst().getId();
        stock.setStockLevels(
                new InventoryStockAdminApiCount()
                        .reason("counted")
                        .addLevelsItem(new InventoryStockAdminApiLevelBody()
                                .variantId(variant)
                                .locationId(place)
                                .onHand(5)),
                Store.key());

        String tag = created.getHeaders().get("etag").getFirst();
        products.publishProduct(product, tag, Store.key());
        try {
            products.publishProduct(product, tag, Store.key());
            throw new IllegalStateException("a former version is accepted");
        } catch (ApiException refused) {
            if (refused.getCode() != 409) {
                throw refused;
            }
        }
        SearchApi search = new SearchApi(store);
        Store.until(
                "the product in the search",
                () ->
                        search
                                .searchProducts(word, null, null, null, null, null, null, null, null, null)
                                .getHits()
                                .stream()
                                .filter(hit -> hit.getProductId().equals(product))
                                .findFirst()
                                .orElse(null));
    }
}
