package io.peakday.greeting.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Drill;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.Suite;
import io.peakday.greeting.Greeting;
import java.util.List;

/** What is measured and rehearsed of greetings. */
public final class GreetingBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.inThisProcess("greeting", 900, "Greetings made", GreetingBench::measure));
    }

    @Override
    public List<Class<? extends Drill>> drills() {
        return List.of(GreetingDrill.class);
    }

    private static List<Figure> measure(Conditions conditions) {
        conditions.progress().accept("greetings …");
        int count = 1_000;
        int letters = 0;
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            letters += new Greeting("en", "Hello " + i).words().length();
        }
        double seconds = Math.max(1, System.nanoTime() - began) / 1e9;
        return List.of(new Figure("greetings", count / seconds, 0, 0, 0, 0, letters + " letters"));
    }
}
