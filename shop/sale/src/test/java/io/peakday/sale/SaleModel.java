package io.peakday.sale;

import java.util.Optional;

/** A sale of one unit a customer, as if everything happened one after the other. */
final class SaleModel implements Linearizability.Model<SaleModel.State, SaleModel.Step> {
    /** What was asked and answered. {@code UNKNOWN}: no answer came. */
    record Step(Asked asked, int customer, Response response) {}

    enum Asked {
        CLAIM,
        PAY,
        EXPIRE
    }

    enum Response {
        CLAIMED,
        ALREADY_CLAIMED,
        SOLD_OUT,
        LIMIT_REACHED,
        SOLD,
        ALREADY_SOLD,
        NOT_HELD,
        EXPIRED,
        UNKNOWN
    }

    /** @param customers one letter each: {@code -} has nothing, {@code H} holds a unit, {@code S} has bought one */
    record State(int available, String customers) {
        char of(int customer) {
            return customers.charAt(customer);
        }

        State with(int units, int customer, char letter) {
            return new State(
                    available + units, customers.substring(0, customer) + letter + customers.substring(customer + 1));
        }
    }

    static State initial(int units, int customers) {
        return new State(units, "-".repeat(customers));
    }

    @Override
    public boolean looks(Step step) {
        return switch (step.response()) {
            case ALREADY_CLAIMED, SOLD_OUT, LIMIT_REACHED, ALREADY_SOLD, NOT_HELD -> true;
            case CLAIMED, SOLD, EXPIRED, UNKNOWN -> false;
        };
    }

    @Override
    public Optional<State> step(State state, Step step) {
        return switch (step.asked()) {
            case CLAIM -> claim(state, step.customer(), step.response());
            case PAY -> pay(state, step.customer(), step.response());
            case EXPIRE -> Optional.of(state.of(step.customer()) == 'H' ? state.with(1, step.customer(), '-') : state);
        };
    }

    private static Optional<State> claim(State state, int customer, Response response) {
        char has = state.of(customer);
        boolean grants = has == '-' && state.available() > 0;
        State granted = grants ? state.with(-1, customer, 'H') : state;
        return switch (response) {
            case CLAIMED -> grants ? Optional.of(granted) : Optional.empty();
            case ALREADY_CLAIMED -> has == 'H' ? Optional.of(state) : Optional.empty();
            // Memory says so to everybody who holds nothing, also to those who have bought.
            case SOLD_OUT -> has != 'H' && state.available() == 0 ? Optional.of(state) : Optional.empty();
            case LIMIT_REACHED -> has == 'S' ? Optional.of(state) : Optional.empty();
            case UNKNOWN -> Optional.of(granted);
            default -> Optional.empty();
        };
    }

    private static Optional<State> pay(State state, int customer, Response response) {
        char has = state.of(customer);
        State sold = has == 'H' ? state.with(0, customer, 'S') : state;
        return switch (response) {
            case SOLD -> has == 'H' ? Optional.of(sold) : Optional.empty();
            case ALREADY_SOLD -> has == 'S' ? Optional.of(state) : Optional.empty();
            case NOT_HELD -> has == '-' ? Optional.of(state) : Optional.empty();
            case UNKNOWN -> Optional.of(sold);
            default -> Optional.empty();
        };
    }
}
