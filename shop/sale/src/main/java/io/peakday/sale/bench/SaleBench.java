package io.peakday.sale.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Drill;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured and rehearsed of sales. */
public final class SaleBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.atANode("sale", 30, "Sale day: claims of one hot item, over HTTP", SaleDay::measure));
    }

    @Override
    public List<Class<? extends Drill>> drills() {
        return List.of(FlashSaleCommand.class);
    }
}
