package io.peakday.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets many do something at once. */
public final class Races {
    private Races() {}

    /**
     * Each call on a thread of its own; returns once all have ended.
     *
     * @return what they gave, in the order of the calls
     * @throws Exception an {@link java.util.concurrent.ExecutionException} with what a call threw, if one did
     */
    public static <T> List<T> run(List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
        }
        return results;
    }
}
