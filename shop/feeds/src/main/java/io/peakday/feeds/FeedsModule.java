package io.peakday.feeds;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Sellers;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.feeds.command.ExportCommand;
import io.peakday.feeds.command.ImportCommand;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what brings products in as files, and out. */
@Configuration(proxyBeanMethods = false)
public class FeedsModule implements CommandLineModule {
    @Override
    public String name() {
        return "feeds";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(CatalogModule.class);
    }

    /** It was a part of the catalogue, whose history made it. */
    @Override
    public List<String> tables() {
        return List.of("catalog.import_checkpoint");
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(ImportCommand.class, ExportCommand.class);
    }

    @Bean
    CatalogImport catalogImport(
            Catalog catalog, Categories categories, Sellers sellers, Database database, InstantSource clock) {
        return new CatalogImport(catalog, categories, sellers, database, clock);
    }

    @Bean
    CatalogExport catalogExport(Catalog catalog) {
        return new CatalogExport(catalog);
    }
}
