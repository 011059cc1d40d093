package io.peakday.cart;

import io.peakday.cart.CartEditor.Place;
import io.peakday.catalog.Catalog;
import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.inventory.Inventory;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Hold;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The carts. Every change is durable when its method returns; changes of one line are absolute ({@link #put}) and may be
 * repeated, or relative ({@link #add}).
 *
 * <p>Changes of lines made at the same moment share a transaction (see {@link GroupCommit}): a group reads its carts and
 * lines under lock, decides in memory, and writes with one statement.
 *
 * <p>A cart that does not exist, or belongs to somebody else, is {@code cart.not-found} everywhere: an id says
 * nothing to a stranger.
 */
public final class Carts implements AutoCloseable {
    /** What a customer holds in a sale. */
    private final BiFunction<UUID, UUID, Optional<Hold>> holds;

    private final Database database;
    private final InstantSource clock;
    private final CartSettings settings;
    private final Tables tables;
    private final Composer composer;
    private final Checkouts checkouts;
    private final Merges merges;
    private final Pruning pruning;
    private final GroupCommit<Edit, Answer> edits;

    public Carts(
            Database database,
            Catalog catalog,
            Inventory inventory,
            FlashSales sales,
            InstantSource clock,
            CartSettings settings) {
        this(database, KnownVariants.of(catalog), inventory::available, sales::hold, clock, settings);
    }

    Carts(
            Database database,
            KnownVariants catalog,
            Function<Collection<UUID>, Map<UUID, Integer>> available,
            BiFunction<UUID, UUID, Optional<Hold>> holds,
            InstantSource clock,
            CartSettings settings) {
        this.database = database;
        this.holds = holds;
        this.clock = clock;
        this.settings = settings;
        this.tables = new Tables(clock);
        this.merges = new Merges(database, tables, settings);
        this.pruning = new Pruning(database, tables, settings);
        this.composer = new Composer(catalog, available, this::orderOf, settings.currency());
        this.checkouts = new Checkouts(database, tables, composer::composeCurrent, clock);
        this.edits = new GroupCommit<>(
                "cart.edit",
                database.dataSource(),
                settings.groupSize(),
                settings.maxWaiting(),
                settings.lanes(),
                Edit::cartId,
                this::apply);
    }

    /** A new cart for a guest; for a customer the open one there is, or a new one. */
    public UUID create(CartOwner owner) {
        UUID customer = owner.customerId();
        if (customer != null) {
            return database.transact(() -> merges.openCart(customer));
        }
        UUID id = Ids.next();
        merges.insert(id, null);
        return id;
    }

    /** The customer's open cart (frozen by a checkout or not), if there is one. */
    public Optional<UUID> current(UUID customerId) {
        return merges.current(customerId);
    }

    /** As {@link #view}, or nothing where there is no such cart of this owner. */
    public Optional<CartView> find(UUID cartId, CartOwner owner) {
        Optional<Stored> stored = database.connection(connection -> {
            CartRow cart = tables.read(connection, List.of(cartId)).get(cartId);
            return cart == null || !cart.belongsTo(owner)
                    ? Optional.<Stored>empty()
                    : Optional.of(new Stored(
                            cart, tables.linesOf(connection, List.of(cartId)).getOrDefault(cartId, List.of())));
        });
        // Without that connection: what is asked here needs one of its own now and then.
        return stored.map(cart -> composer.compose(cart.row(), cart.lines()));
    }

    private record Stored(CartRow row, List<LineRow> lines) {}

    /**
     * The cart, checked against catalogue and stock.
     *
     * @throws Failure {@code cart.not-found}
     */
    public CartView view(UUID cartId, CartOwner owner) {
        return find(cartId, owner).orElseThrow(CartEditor::notFound);
    }

    /** Units to be bought, for the badge in the header; 0 where there is no such cart. */
    public int itemCount(UUID cartId, CartOwner owner) {
        return database.sql()
                .sql("""
                        select coalesce(sum(l.quantity), 0)::int
                        from cart.cart c join cart.line l on l.cart_id = c.id and not l.saved
                        where c.id = ? and (c.customer_id is null or c.customer_id = ?) and c.state in ('OPEN', 'CHECKOUT')""")
                .param(cartId)
                .param(2, owner.customerId(), java.sql.Types.OTHER)
                .query(Integer.class)
                .single();
    }

    /** Sets the line to this quantity, making it if there is none; 0 removes it. Repeating changes nothing. */
    public EditOutcome put(UUID cartId, CartOwner owner, UUID variantId, int quantity) {
        requireQuantity(quantity, 0);
        return quantity == 0
                ? remove(cartId, owner, variantId)
                : submit(Edit.Kind.PUT, cartId, owner, variantId, quantity);
    }

    /** Adds so many units to the line, making it if there is none. */
    public EditOutcome add(UUID cartId, CartOwner owner, UUID variantId, int by) {
        requireQuantity(by, 1);
        return submit(Edit.Kind.ADD, cartId, owner, variantId, by);
    }

    /**
     * As {@link #add}, done only once however often it comes with this key; then the answer says how the line stands.
     *
     * @param key made by the caller, for this cart
     * @throws Failure {@code idempotency.key-reused} if the key was used to add something else
     */
    public EditOutcome addOnce(UUID cartId, CartOwner owner, UUID variantId, int by, UUID key) {
        EditOutcome outcome = addKeyed(cartId, owner, variantId, by, key).outcome();
        if (outcome == null) {
            throw new IllegalStateException("answered without an outcome");
        }
        return outcome;
    }

    /** As {@link #addOnce}; the answer always has an outcome. */
    Answer addKeyed(UUID cartId, CartOwner owner, UUID variantId, int by, UUID key) {
        requireQuantity(by, 1);
        Answer answer = edits.submit(edit(Edit.Kind.ADD, cartId, owner, variantId, by, key));
        if (answer.outcome() != null) {
            return answer;
        }
        throw answer.repeated()
                ? Failure.conflict("idempotency.key-reused", "This idempotency key was used for a different request.")
                : CartEditor.notFound();
    }

    /**
     * Puts what the customer holds in this sale in the cart, at the sale's price, instead of what the cart has of that variant.
     * Repeating changes nothing.
     *
     * @param owner a customer; only a customer's own cart can hold a claim
     * @throws Failure {@code cart.nothing-claimed} if the customer holds nothing in this sale (any more)
     */
    public EditOutcome putClaim(UUID cartId, CartOwner owner, UUID saleId) {
        UUID customer = owner.customerId();
        Hold hold = (customer == null ? Optional.<Hold>empty() : holds.apply(saleId, customer))
                .orElseThrow(() -> Failure.conflict(
                        "cart.nothing-claimed", "You hold nothing in this sale; the time to pay may be over."));
        boolean ours = hold.price().currency().equals(settings.currency());
        return submit(new Edit(
                Edit.Kind.CLAIM,
                cartId,
                owner,
                hold.variantId(),
                hold.quantity(),
                null,
                ours ? hold.price() : null,
                now(),
                new Claimed(saleId, hold.until())));
    }

    public EditOutcome remove(UUID cartId, CartOwner owner, UUID variantId) {
        return submit(Edit.Kind.REMOVE, cartId, owner, variantId, 0);
    }

    /** Keeps the line for later: no longer to be bought now. */
    public EditOutcome saveForLater(UUID cartId, CartOwner owner, UUID variantId) {
        return submit(Edit.Kind.SAVE, cartId, owner, variantId, 0);
    }

    /** Takes the line back from those kept for later. */
    public EditOutcome moveToCart(UUID cartId, CartOwner owner, UUID variantId) {
        return submit(Edit.Kind.UNSAVE, cartId, owner, variantId, 0);
    }

    /**
     * Accepts the differences the shopper was shown.
     *
     * @param differencesTag of the view that showed them
     */
    public AcknowledgeOutcome acknowledge(UUID cartId, CartOwner owner, String differencesTag) {
        return database.transact(() -> database.connection(tx -> acknowledge(tx, cartId, owner, differencesTag)));
    }

    /** Brings a guest's cart along at sign-in: quantities are added up, within the limits, once. */
    public MergeOutcome merge(UUID guestCartId, UUID customerId) {
        return database.transact(() -> database.connection(tx -> merges.merge(tx, guestCartId, customerId)));
    }

    /** Freezes the cart for this checkout; repeating with the same checkout is the same. Joins the caller's transaction. */
    public LockOutcome lockForCheckout(UUID cartId, CartOwner owner, UUID checkoutId) {
        return lockAll(List.of(new CheckoutLock(cartId, owner, checkoutId))).getFirst();
    }

    /**
     * As {@link #lockForCheckout}, for many carts at once, whose rows are locked in an order that no two callers can
     * deadlock on; outcomes in the order of the requests.
     */
    public List<LockOutcome> lockAll(List<CheckoutLock> requests) {
        return database.transact(() -> database.connection(tx -> checkouts.lock(tx, requests)));
    }

    /** Releases the cart to its owner if this checkout holds it. Returns whether it did. */
    public boolean unlock(UUID cartId, UUID checkoutId) {
        return database.transact(() -> database.connection(tx -> checkouts.unlock(tx, cartId, checkoutId)));
    }

    /**
     * Binds the cart to its order permanently, and opens a new one for its owner. Joins the caller's transaction.
     *
     * @throws Failure {@code cart.order-taken} if the order was made of another cart
     */
    public CompleteOutcome complete(UUID cartId, UUID checkoutId, UUID orderId) {
        return completeAll(List.of(new Completion(cartId, checkoutId, orderId))).getFirst();
    }

    /** As {@link #complete}, for many carts at once; see {@link #lockAll}. */
    public List<CompleteOutcome> completeAll(List<Completion> completions) {
        return database.transact(() -> database.connection(tx -> checkouts.complete(tx, completions)));
    }

    /** The order this cart became, if it did. */
    public Optional<UUID> orderOf(UUID cartId) {
        return checkouts.orderOf(cartId);
    }

    /**
     * Forgets carts that nobody has touched for longer than the settings say, a batch at a time, and the keys of edits of
     * days ago; safe on any number of nodes. What became of completed carts is kept permanently, and a frozen cart is never
     * forgotten. Returns how many carts that were.
     */
    public int prune() {
        return pruning.run();
    }

    /** Forgets the carts of a customer whose account was erased, except those frozen by a checkout. */
    public void forget(UUID customerId) {
        pruning.forget(customerId);
    }

    /** Waits for the changes under way; refuses new ones. */
    @Override
    public void close() {
        edits.close();
    }

    /** Whether there is such a cart of this owner, and its version. */
    Optional<Long> version(UUID cartId, CartOwner owner) {
        return database.connection(connection -> Optional.ofNullable(
                        tables.read(connection, List.of(cartId)).get(cartId))
                .filter(cart -> cart.belongsTo(owner))
                .map(CartRow::version));
    }

    /** The versions of those that exist. */
    Map<UUID, Long> versions(Collection<UUID> cartIds) {
        Map<UUID, Long> versions = new HashMap<>();
        database.connection(connection -> tables.read(connection, cartIds))
                .forEach((id, cart) -> versions.put(id, cart.version()));
        return versions;
    }

    private EditOutcome submit(Edit.Kind kind, UUID cartId, CartOwner owner, UUID variantId, int quantity) {
        return submit(edit(kind, cartId, owner, variantId, quantity, null));
    }

    private EditOutcome submit(Edit edit) {
        EditOutcome outcome = edits.submit(edit).outcome();
        if (outcome == null) {
            throw CartEditor.notFound();
        }
        return outcome;
    }

    private Edit edit(Edit.Kind kind, UUID cartId, CartOwner owner, UUID variantId, int quantity, @Nullable UUID key) {
        Money price = null;
        if (kind == Edit.Kind.PUT || kind == Edit.Kind.ADD) {
            price = composer.price(variantId);
        }
        return new Edit(kind, cartId, owner, variantId, quantity, key, price, now(), null);
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private List<Answer> apply(Connection tx, List<Edit> group) throws SQLException {
        var ids = new HashSet<UUID>();
        var places = new HashSet<Place>();
        for (Edit edit : group) {
            ids.add(edit.cartId());
            places.add(new Place(edit.cartId(), edit.variantId()));
        }
        Map<UUID, CartRow> carts = tables.lock(tx, ids);
        CartEditor editor = new CartEditor(settings, carts, tables.lines(tx, places));
        AppliedKeys keys = AppliedKeys.read(tx, group);
        List<Answer> answers = new ArrayList<>(group.size());
        for (Edit edit : group) {
            Answer answer = keys.before(edit, editor);
            if (answer == null) {
                answer = editor.apply(edit);
                keys.done(edit, answer);
            }
            answers.add(answer);
        }
        tables.write(tx, editor);
        keys.write(tx, tables.today());
        return answers;
    }

    private AcknowledgeOutcome acknowledge(Connection tx, UUID cartId, CartOwner owner, String tag)
            throws SQLException {
        Map<UUID, CartRow> carts = tables.lock(tx, List.of(cartId));
        CartRow cart = carts.get(cartId);
        if (cart == null || !cart.belongsTo(owner)) {
            throw CartEditor.notFound();
        }
        EditOutcome refusal = cart.refusal();
        if (refusal != null) {
            return new AcknowledgeOutcome.Refused(refusal);
        }
        List<LineRow> rows = tables.linesOf(tx, List.of(cartId)).getOrDefault(cartId, List.of());
        CartView view = composer.compose(cart, rows);
        if (!view.differencesTag().equals(tag)) {
            return new AcknowledgeOutcome.ChangedAgain(view);
        }
        if (!view.changed()) {
            return new AcknowledgeOutcome.Acknowledged(view);
        }
        CartEditor editor = new CartEditor(settings, carts, Map.of());
        editor.accept(cart, rows, view);
        tables.write(tx, editor);
        CartRow after = editor.changedCarts().getFirst();
        return new AcknowledgeOutcome.Acknowledged(
                composer.compose(after, tables.linesOf(tx, List.of(cartId)).getOrDefault(cartId, List.of())));
    }

    private static void requireQuantity(int quantity, int least) {
        new Checks()
                .range("quantity", quantity, least, 100_000)
                .orThrow("cart.bad-quantity", "This quantity cannot be put in a cart.");
    }
}
