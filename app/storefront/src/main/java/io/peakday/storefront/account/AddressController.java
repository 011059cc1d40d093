package io.peakday.storefront.account;

import io.peakday.customers.CustomerAddress;
import io.peakday.customers.Customers;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.storefront.account.AccountViews.AddressCard;
import io.peakday.storefront.account.AccountViews.AddressForm;
import io.peakday.storefront.account.AccountViews.Addresses;
import io.peakday.storefront.checkout.Countries;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Crawl;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A customer's address book. */
@RestController
@Route(priority = Priority.INTERACTIVE, crawl = Crawl.REFUSED)
public final class AddressController {
    private static final Map<String, String> NAMES = Map.of("recipient", "name", "postcode", "postalCode");

    private final Customers customers;
    private final AccountFrames frames;
    private final Countries countries;
    private final Html html;

    public AddressController(Customers customers, AccountFrames frames, Countries countries, Html html) {
        this.customers = customers;
        this.frames = frames;
        this.countries = countries;
        this.html = html;
    }

    @GetMapping("/account/addresses")
    ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String note) {
        Actor.Customer me = CurrentActor.requireCustomer();
        return html.page(
                "account/addresses",
                new Addresses(
                        frames.of(me, "Addresses", "addresses", note),
                        customers.addresses(me.id()).stream()
                                .map(AddressController::card)
                                .toList()));
    }

    @GetMapping("/account/addresses/new")
    ResponseEntity<byte[]> create() {
        Actor.Customer me = CurrentActor.requireCustomer();
        Form form = Form.of(Map.of("country", countries.first(), "name", me.name()));
        return show(HttpStatus.OK, me, Ids.next(), false, form);
    }

    @GetMapping("/account/addresses/{id}")
    ResponseEntity<byte[]> edit(@PathVariable UUID id) {
        Actor.Customer me = CurrentActor.requireCustomer();
        CustomerAddress address = customers.addresses(me.id()).stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Failure.notFound("account.no-address", "There is no such address."));
        Map<String, String> values = new HashMap<>();
        values.put("name", address.recipient());
        values.put("line1", address.line1());
        values.put("line2", address.line2());
        values.put("postalCode", address.postcode());
        values.put("city", address.city());
        values.put("region", address.region());
        values.put("country", address.country());
        values.put("phone", address.phone());
        values.put("preferred", address.preferred() ? "yes" : "");
        return show(HttpStatus.OK, me, id, true, Form.of(values));
    }

    @PostMapping("/account/addresses/{id}")
    ResponseEntity<byte[]> save(@PathVariable UUID id, @RequestParam Map<String, String> sent) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Form form = Form.of(sent);
        try {
            customers.putAddress(
                    me.id(),
                    new CustomerAddress(
                            id,
                            form.value("name").strip(),
                            form.value("line1").strip(),
                            form.value("line2").strip(),
                            form.value("postalCode").strip(),
                            form.value("city").strip(),
                            form.value("region").strip(),
                            form.value("country"),
                            form.value("phone").strip(),
                            form.chosen("preferred", "yes")));
        } catch (Failure failure) {
            return show(HttpStatus.UNPROCESSABLE_CONTENT, me, id, false, Sentences.put(form, failure, "", NAMES));
        }
        return Html.see("/account/addresses?note=saved");
    }

    @PostMapping("/account/addresses/{id}/remove")
    ResponseEntity<byte[]> remove(@PathVariable UUID id) {
        customers.removeAddress(CurrentActor.requireCustomer().id(), id);
        return Html.see("/account/addresses?note=removed");
    }

    private ResponseEntity<byte[]> show(HttpStatus status, Actor.Customer me, UUID id, boolean existing, Form form) {
        return html.page(
                status,
                "account/addressform",
                new AddressForm(
                        frames.of(me, existing ? "Change address" : "New address", "addresses", null),
                        id.toString(),
                        existing,
                        form,
                        countries.all()));
    }

    private static AddressCard card(CustomerAddress address) {
        List<String> lines = new ArrayList<>();
        lines.add(address.recipient());
        lines.add(address.line1());
        OrderViews.addIfThere(lines, address.line2());
        lines.add(address.postcode() + " " + address.city());
        OrderViews.addIfThere(lines, address.region());
        lines.add(Countries.name(address.country()));
        return new AddressCard(address.id().toString(), lines, address.preferred());
    }
}
