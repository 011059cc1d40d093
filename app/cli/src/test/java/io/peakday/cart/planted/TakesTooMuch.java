package io.peakday.cart.planted;

/** Takes more than a constructor may, so that the rule against it is seen to work; what stands in it takes no more than it may. */
public final class TakesTooMuch {
    private final int sum;

    public TakesTooMuch(int a, int b, int c, int d, int e, int f, int g, int h) {
        sum = a + b + c + d + e + f + g + h;
    }

    public int sum() {
        return sum;
    }

    /** Values, not what something is made of. */
    public record Row(int a, int b, int c, int d, int e, int f, int g) {}

    /** Two more parameters are the compiler's. */
    public enum Choice {
        ONE(1, 2, 3, 4, 5, 6);

        private final int sum;

        Choice(int a, int b, int c, int d, int e, int f) {
            sum = a + b + c + d + e + f;
        }

        public int sum() {
            return sum;
        }
    }

    /** One more parameter is the compiler's. */
    public final class Inner {
        private final int own;

        public Inner(int a, int b, int c, int d, int e, int f) {
            own = a + b + c + d + e + f;
        }

        public int sum() {
            return sum + own;
        }
    }
}
