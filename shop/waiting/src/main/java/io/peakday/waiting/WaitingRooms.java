package io.peakday.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.kernel.Failure;
import io.peakday.secrets.Signatures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Waiting rooms: everybody who comes gets a place, and so many are let in a second. What is waited for is the caller's.
 *
 * <p><b>Fair</b>: who comes before the opening draws a lot that nobody can predict and nobody can draw twice; who comes from the
 * opening on queues behind them, first come, first served across all nodes, by the order in which the room's one row was
 * locked. <b>Durable</b>: a place that was returned is on disk. <b>Once</b>: one place a customer and room, on all devices.
 * <b>Light</b>: joins that wait anyway share a transaction ({@link GroupCommit}); standings are answered from memory, with
 * nothing but the ticket; nobody is let in from memory who is not let in by the database ({@link RoomMemory}).
 *
 * <p>All times are the database's.
 */
public final class WaitingRooms implements AutoCloseable {
    static final String KEY = "waiting";

    private record Owner(UUID roomId, UUID customerId) {}

    private final Database database;
    private final RoomRows rows;
    private final PlaceRows places;
    private final Settling settling;
    private final Leaving leaving;
    private final RoomMemory memory;
    private final Tickets tickets;
    private final Challenges challenges;
    private final PollPauses pauses;
    private final Pruning pruning;
    private final JoinGuard guard;
    private final GroupCommit<JoinRequest, Optional<JoinOutcome>> joins;
    private final Cache<Owner, Place> remembered;
    private final LongAdder joined = new LongAdder();

    /** Rooms that everybody may join. */
    public WaitingRooms(Database database, InstantSource clock, WaitingSettings settings) {
        this(database, clock, settings, JoinGuard.OPEN);
    }

    /**
     * @param clock for the life of challenges only
     * @param guard says who may join
     */
    public WaitingRooms(Database database, InstantSource clock, WaitingSettings settings, JoinGuard guard) {
        this.guard = guard;
        Signatures signatures = new Signatures(database, KEY);
        this.database = database;
        this.rows = new RoomRows(database);
        this.places = new PlaceRows(database);
        this.settling = new Settling(database, rows);
        this.memory = new RoomMemory(rows, settings.maxRooms());
        this.leaving = new Leaving(database, rows, places, memory);
        this.tickets = new Tickets(signatures);
        this.challenges = new Challenges(signatures, clock, settings.challenge());
        this.pauses = new PollPauses(settings.polls());
        this.pruning = new Pruning(database, settings.keep());
        this.remembered =
                Caffeine.newBuilder().maximumSize(settings.maxRemembered()).build();
        this.joins = new GroupCommit<>(
                "waiting.join",
                database.dataSource(),
                settings.groupSize(),
                settings.maxWaiting(),
                2,
                JoinRequest::roomId,
                new JoinBatch(settings.maxPlaces()));
    }

    /**
     * Makes a room. Asking again with the same terms changes nothing; other terms are taken over until the opening.
     *
     * @throws Failure {@code waiting.bad-room}, {@code waiting.already-open}
     */
    public WaitingRoom open(RoomTerms terms) {
        settling.open(terms);
        return changed(terms.roomId());
    }

    /**
     * From now on so many a second.
     *
     * @throws Failure {@code waiting.bad-room}, {@code waiting.not-found}
     */
    public WaitingRoom changeRate(UUID roomId, double admissionsPerSecond, int burst) {
        settling.changeRate(roomId, admissionsPerSecond, burst);
        return changed(roomId);
    }

    /** Nobody is let in any more once this has returned; places are given out as before. */
    public WaitingRoom pause(UUID roomId) {
        settling.pause(roomId);
        return changed(roomId);
    }

    public WaitingRoom resume(UUID roomId) {
        settling.resume(roomId);
        return changed(roomId);
    }

    /** Ends it permanently: no place is given out any more, and every standing is {@code Closed}. */
    public WaitingRoom close(UUID roomId) {
        settling.close(roomId);
        return changed(roomId);
    }

    /**
     * Moves the closing.
     *
     * @throws Failure {@code waiting.bad-room} if that is not after the opening, or too far
     */
    public WaitingRoom closeAt(UUID roomId, Instant closesAt) {
        settling.closeAt(roomId, closesAt);
        return changed(roomId);
    }

    /**
     * From now on a join costs so much work; nodes know within two looks.
     *
     * @param difficulty 0 (none) to 30; each bit doubles the work
     */
    public WaitingRoom setDifficulty(UUID roomId, int difficulty) {
        settling.setDifficulty(roomId, difficulty);
        return changed(roomId);
    }

    /** The room as the database has it now. */
    public Optional<WaitingRoom> find(UUID roomId) {
        return rows.find(roomId).map(RoomRow::view);
    }

    /**
     * The room as this node knows it: a few hundred milliseconds old at most.
     *
     * @throws Failure {@code waiting.not-found}
     */
    public WaitingRoom known(UUID roomId) {
        return line(roomId).row().view();
    }

    /** As {@link #join(UUID, UUID, Solution, String)}, with nothing solved and no code. */
    public JoinOutcome join(UUID roomId, UUID customerId) {
        return join(roomId, customerId, null, null);
    }

    /** As {@link #join(UUID, UUID, Solution, String)}, without a code. */
    public JoinOutcome join(UUID roomId, UUID customerId, @Nullable Solution solution) {
        return join(roomId, customerId, solution, null);
    }

    /**
     * Takes a place; asking again gives the same place. Not inside a transaction.
     *
     * @param solution of a challenge, where the room asks for one; a room that does not ignores it
     * @param code where what is waited for asks for one
     * @throws Failure {@code waiting.not-found}, {@code waiting.bad-challenge}, {@code waiting.wrong-solution}, {@code group.full}
     */
    public JoinOutcome join(UUID roomId, UUID customerId, @Nullable Solution solution, @Nullable String code) {
        int difficulty = line(roomId).row().difficulty();
        if (!guard.admits(roomId, customerId, code)) {
            return new JoinOutcome.AccessRequired();
        }
        Instant solvedUntil = null;
        if (difficulty > 0) {
            if (solution == null) {
                return unsolved(roomId, customerId, difficulty);
            }
            Challenges.Verdict verdict = challenges.check(solution, roomId, customerId, difficulty);
            solvedUntil = verdict.until();
            if (solvedUntil == null) {
                return new JoinOutcome.ChallengeRequired(difficulty, verdict.retryAfter());
            }
        }
        JoinOutcome outcome =
                joins.submit(new JoinRequest(roomId, customerId, solvedUntil)).orElseThrow(Settling::notFound);
        switch (outcome) {
            case JoinOutcome.Joined(Place place) -> {
                joined.increment();
                remember(place);
            }
            case JoinOutcome.AlreadyIn(Place place) -> remember(place);
            default -> {}
        }
        return outcome;
    }

    /**
     * Work to do before joining; of 0 bits where the room asks for none.
     *
     * @throws Failure {@code waiting.not-found}
     */
    public Challenge challenge(UUID roomId, UUID customerId) {
        return challenges.issue(roomId, customerId, line(roomId).row().difficulty());
    }

    /** The place as a text that its owner carries, and that {@link #standing(UUID, UUID, String)} reads. */
    public String ticket(Place place) {
        return tickets.of(place);
    }

    /** The customer's place, from memory or by one look into the database: for those who lost their ticket. */
    public Optional<Place> place(UUID roomId, UUID customerId) {
        Place known = remembered.getIfPresent(new Owner(roomId, customerId));
        if (known != null && isIn(known)) {
            return Optional.of(known);
        }
        Optional<Place> found = places.find(roomId, customerId);
        found.ifPresent(this::remember);
        return found;
    }

    /**
     * Where a place stands, from memory.
     *
     * @throws Failure {@code waiting.not-found}
     */
    public Standing standing(Place place) {
        Line line = line(place.roomId());
        return line.standing(place, line.now(System.nanoTime()));
    }

    /**
     * Where a customer stands who shows no ticket.
     *
     * @throws Failure {@code waiting.not-found}
     */
    public Standing standing(UUID roomId, UUID customerId) {
        Line line = line(roomId);
        return place(roomId, customerId)
                .map(this::standing)
                .orElseGet(() -> line.row().closedAt(line.now(System.nanoTime()))
                        ? new Standing.Closed()
                        : new Standing.NoPlace());
    }

    /**
     * Where the owner of a ticket stands; without the database, unless the ticket's place was given up.
     *
     * @throws Failure {@code waiting.not-found}, {@code waiting.bad-ticket}, {@code waiting.ticket-of-another}, {@code
     *     waiting.ticket-of-another-room}
     */
    public Standing standing(UUID roomId, UUID customerId, String ticket) {
        Standing standing = standing(read(ticket, roomId, customerId));
        return standing instanceof Standing.NoPlace ? standing(roomId, customerId) : standing;
    }

    /**
     * Whether a customer may go in now.
     *
     * @throws Failure {@code waiting.not-found}
     */
    public boolean admits(UUID roomId, UUID customerId) {
        return standing(roomId, customerId) instanceof Standing.Admitted;
    }

    /**
     * Gives the customer's place up.
     *
     * @throws Failure {@code waiting.not-found}
     */
    public LeaveOutcome leave(UUID roomId, UUID customerId) {
        LeaveOutcome outcome = leaving.leave(roomId, customerId);
        remembered.invalidate(new Owner(roomId, customerId));
        memory.refresh(roomId);
        return outcome;
    }

    /** How long to wait before asking again. */
    public Duration pollAfter(UUID roomId, Standing standing) {
        Line line = line(roomId);
        return pauses.after(standing, line, line.now(System.nanoTime()));
    }

    /** Looks at the rooms that somebody asked for, and lets in whose turn it is. Every node does, again and again. */
    public void advance() {
        memory.advance();
    }

    /** Forgets rooms that are long closed. Returns how many rows. */
    public int prune() {
        return pruning.prune();
    }

    /** Registers {@code peakday.waiting.joined}, {@code .admitted} (by this node) and {@code .waiting} (in its rooms). */
    public void bindTo(MeterRegistry registry) {
        joins.bindTo(registry);
        FunctionCounter.builder("peakday.waiting.joined", joined, LongAdder::sum)
                .register(registry);
        FunctionCounter.builder("peakday.waiting.admitted", memory, RoomMemory::admitted)
                .register(registry);
        Gauge.builder("peakday.waiting.waiting", memory, RoomMemory::waiting).register(registry);
    }

    @Override
    public void close() {
        joins.close();
    }

    /** The ticket's place, if it is this customer's and of this room. */
    Place read(String ticket, UUID roomId, UUID customerId) {
        return tickets.read(ticket, roomId, customerId);
    }

    StandingBody body(UUID roomId, Standing standing, @Nullable String ticket) {
        Line line = line(roomId);
        Instant now = line.now(System.nanoTime());
        return StandingBody.of(standing, line, now, pauses.after(standing, line, now), ticket);
    }

    /** What this node knows of the room. */
    Line line(UUID roomId) {
        return memory.line(roomId).orElseThrow(Settling::notFound);
    }

    double joinsPerTransaction() {
        return joins.requests() / (double) Math.max(1, joins.commits());
    }

    /** Only who is known to have had a place costs a look into the database: they may have it still. */
    private JoinOutcome unsolved(UUID roomId, UUID customerId, int difficulty) {
        Optional<Place> kept = remembered.getIfPresent(new Owner(roomId, customerId)) == null
                ? Optional.empty()
                : places.find(roomId, customerId);
        return kept.<JoinOutcome>map(JoinOutcome.AlreadyIn::new)
                .orElseGet(() -> new JoinOutcome.ChallengeRequired(difficulty, null));
    }

    /** Whether memory is sure of it. It is not of a lot before the opening: that may have been given up on another node. */
    private boolean isIn(Place place) {
        return switch (standing(place)) {
            case Standing.NoPlace none -> false;
            case Standing.Early early -> false;
            case Standing.Waiting waiting -> true;
            case Standing.Admitted in -> true;
            case Standing.Closed over -> true;
        };
    }

    private void remember(Place place) {
        remembered.put(new Owner(place.roomId(), place.customerId()), place);
    }

    /** This node knows it from the commit on: until then the others do not see it, and it may come to nothing. */
    private WaitingRoom changed(UUID roomId) {
        WaitingRoom now = rows.find(roomId).orElseThrow(Settling::notFound).view();
        database.afterCommit(() -> memory.refresh(roomId));
        return now;
    }
}
