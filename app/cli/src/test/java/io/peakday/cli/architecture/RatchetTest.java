package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.peakday.cart.console.planted.DrawsItsPage;
import io.peakday.cart.planted.ConnectsByItself;
import io.peakday.cart.planted.TakesTooMuch;
import io.peakday.cart.planted.UsesInternals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that the code does not keep everywhere yet. What breaks them is recorded, and the record may only become shorter: what is
 * new fails the build, and so does a line that is true no more, until it is taken off.
 */
class RatchetTest {
    private static final Path RECORDS = Path.of("src", "test", "resources", "ratchet");

    @Test
    void nobodyUsesTheNestedPackagesOfAnotherModule() throws IOException {
        check("internals.txt", Violations.usesOfInternals(program()));
    }

    @Test
    void aPlantedUseOfAnothersNestedPackageIsFoundAndOneOfItsPublicPackageIsNot() {
        JavaClasses planted =
                new ClassFileImporter().importClasses(UsesInternals.class, ConnectsByItself.class, DrawsItsPage.class);
        assertThat(Violations.usesOfInternals(planted))
                .containsExactly("cart -> io.peakday.engines.postgres.PostgresServer");
    }

    @Test
    void modulesDeclareWhatTheyUse() throws IOException {
        check(
                "undeclared-dependencies.txt",
                DeclaredDependencies.of(Sources.ROOT).undeclared(program()));
    }

    @Test
    void modulesUseWhatTheyDeclare() throws IOException {
        check("unused-dependencies.txt", DeclaredDependencies.of(Sources.ROOT).unused(program()));
    }

    @Test
    void aPlantedDependencyIsFoundWhereItIsUndeclaredAndWhereItIsUnused(@TempDir Path root) throws IOException {
        for (String layer : List.of("platform", "shop", "app")) {
            Files.createDirectories(root.resolve(layer));
        }
        String dependency =
                "<dependency><groupId>io.peakday</groupId><artifactId>peakday-%s</artifactId>%s</dependency>\n";
        write(
                root,
                "shop/cart/pom.xml",
                dependency.formatted("console-kit", "") + dependency.formatted("engines", "<scope>test</scope>"));
        JavaClasses planted = new ClassFileImporter().importClasses(ConnectsByItself.class);
        DeclaredDependencies declared = DeclaredDependencies.of(root);
        assertThat(declared.undeclared(planted)).containsExactly("cart -> engines");
        assertThat(declared.unused(planted)).containsExactly("cart -> consolekit");
        write(root, "shop/cart/pom.xml", dependency.formatted("engines", ""));
        declared = DeclaredDependencies.of(root);
        assertThat(declared.undeclared(planted)).isEmpty();
        assertThat(declared.unused(planted)).isEmpty();
    }

    @Test
    void noConstructorTakesMoreThanSixParameters() throws IOException {
        check("constructors.txt", Violations.constructorsWithTooManyParameters(program()));
    }

    @Test
    void aPlantedConstructorWithTooManyParametersIsFoundAndRecordsEnumsAndInnerClassesAreNot() {
        JavaClasses planted = new ClassFileImporter()
                .importClasses(
                        TakesTooMuch.class,
                        TakesTooMuch.Row.class,
                        TakesTooMuch.Choice.class,
                        TakesTooMuch.Inner.class);
        String found = TakesTooMuch.class.getName() + ", parameter ";
        assertThat(Violations.constructorsWithTooManyParameters(planted)).containsExactly(found + 7, found + 8);
    }

    @Test
    void nobodyReadsOrWritesTheTablesOfAnotherModule() throws IOException {
        check("tables.txt", Violations.usesOfOthersTables(Sources.ROOT));
    }

    @Test
    void noMigrationWaitsForALockPermanently() throws IOException {
        check("lock-timeouts.txt", Violations.migrationsWithoutLockTimeout(Sources.ROOT));
    }

    @Test
    void aPlantedMigrationThatWaitsForALockIsFoundUntilItSaysHowLong(@TempDir Path root) throws IOException {
        for (String layer : List.of("platform", "shop", "app")) {
            Files.createDirectories(root.resolve(layer));
        }
        String file = "shop/cart/src/main/resources/db/cart/V9__more.sql";
        String add = "alter table %s.line add column note text;".formatted("cart");
        write(root, file, add);
        write(root, "shop/cart/src/test/resources/db/cart/V9__more.sql", add);
        assertThat(Violations.migrationsWithoutLockTimeout(root)).containsExactly(file);
        write(root, file, "set lock_timeout = '5s';\n" + add);
        assertThat(Violations.migrationsWithoutLockTimeout(root)).isEmpty();
    }

    /** What is recorded ran before the database said which programs may use it; every program that asks knows it. */
    @Test
    void aMigrationThatBreaksOlderProgramsSaysWhichMayGoOn() throws IOException {
        check("breaking-migrations.txt", Violations.breakingMigrations(Sources.ROOT));
    }

    @Test
    void noLineOfATemplateIsTooLongToBeRead() throws IOException {
        check("long-template-lines.txt", Violations.templatesWithLongLines(Sources.ROOT));
    }

    @Test
    void aPlantedLineOfATemplateThatIsTooLongIsFoundUntilItIsBroken(@TempDir Path root) throws IOException {
        for (String layer : List.of("platform", "shop", "app")) {
            Files.createDirectories(root.resolve(layer));
        }
        String own = "shop/cart/src/main/jte/cart/page.jte";
        String kit = "platform/ui/src/main/resources/META-INF/peakday/jte/ui/part.jte";
        write(root, own, "<p>short</p>\n<p>%s</p>".formatted("x".repeat(194)));
        write(root, kit, "<p>%s</p>".formatted("x".repeat(194)));
        write(root, "shop/cart/target/jte/cart/page.jte", "x".repeat(201));
        assertThat(Violations.templatesWithLongLines(root)).containsExactly(kit, own);
        write(root, own, "<p>short</p>\n<p>%s</p>".formatted("x".repeat(193)));
        write(root, kit, "<p>\\\n  %s\\\n</p>".formatted("x".repeat(194)));
        assertThat(Violations.templatesWithLongLines(root)).isEmpty();
    }

    @Test
    void aPlantedMigrationThatDropsAColumnIsFoundUntilItSaysForWhom(@TempDir Path root) throws IOException {
        for (String layer : List.of("platform", "shop", "app")) {
            Files.createDirectories(root.resolve(layer));
        }
        String file = "shop/cart/src/main/resources/db/cart/V9__less.sql";
        String drop = "alter table %s.line drop column note;".formatted("cart");
        write(root, file, drop);
        assertThat(Violations.breakingMigrations(root)).containsExactly(file + ": drop column");
        write(root, file, "-- peakday: not-before 8\n" + drop);
        assertThat(Violations.breakingMigrations(root)).isEmpty();
    }

    @Test
    void aPlantedUseOfAnothersTableIsFoundAndOneOfItsOwnIsNot() {
        Map<String, Path> owners = Map.of("cart", Path.of("shop/cart"), "orders", Path.of("shop/orders"));
        String planted = "select * from %1$s.line l\n join %2$s.line c on true; insert INTO %1$s.note values (1)"
                .formatted("orders", "cart");
        assertThat(Violations.usesOfOthersTables(planted, Path.of("shop/cart"), owners, Map.of()))
                .containsExactly("orders.line", "orders.note");
        assertThat(Violations.usesOfOthersTables(
                        planted, Path.of("shop/cart"), owners, Map.of("orders.line", Path.of("shop/cart"))))
                .as("of two modules that were one")
                .containsExactly("orders.note");
        String listed =
                "analyze %2$s.line, %1$s.line; lock table %1$s.note; select %1$s.a from %2$s.line as l, %1$s.more m"
                        .formatted("orders", "cart");
        assertThat(Violations.usesOfOthersTables(listed, Path.of("shop/cart"), owners, Map.of()))
                .containsExactly("orders.line", "orders.more", "orders.note");
    }

    @Test
    void whatATestPlantsIsNotAUseAndWhatAProgramPlantsIs(@TempDir Path root) throws IOException {
        for (String layer : List.of("platform", "shop")) {
            Files.createDirectories(root.resolve(layer));
        }
        write(root, "app/orders/src/main/resources/db/orders/V1__orders.sql", "");
        String use = "update %s.line".formatted("orders");
        write(root, "app/bench/src/test/java/planted/Rows.java", use);
        assertThat(Violations.usesOfOthersTables(root)).isEmpty();
        write(root, "app/bench/src/main/java/planted/Rows.java", use);
        write(root, "app/bench/src/test/java/Rows.java", use);
        assertThat(Violations.usesOfOthersTables(root))
                .containsExactly("app/bench (tests) -> orders.line", "app/bench -> orders.line");
    }

    @Test
    void thePlatformNamesNoModuleAboveIt() throws IOException {
        check("platform-names.txt", PlatformNames.of(Sources.ROOT));
    }

    @Test
    void aPlantedNameOfAModuleAboveIsFoundInNamesTextsAndTemplatesAndNotInComments(@TempDir Path root)
            throws IOException {
        for (String module : List.of("platform/web", "shop/cart", "shop/checkout", "app/console")) {
            Files.createDirectories(root.resolve(module));
        }
        String java = "platform/web/src/main/java/Web.java";
        String page = "platform/web/src/main/jte/web/page.jte";
        String rules = "platform/web/src/main/resources/rules.yaml";
        write(
                root,
                java,
                "/** Of a cart. */ class Web { String a = \"console // descartes\"; /* cart */ } // checkout");
        write(root, page, "<%-- The cart. --%><p>Cartography</p>");
        write(root, rules, "# as a cart\nroutes: [] # of checkouts");
        write(root, "platform/web/src/test/java/WebTest.java", "cart");
        write(root, "platform/web/src/main/resources/db/web/V1__web.sql", "-- cart\ncreate table cart ();");
        write(root, "shop/cart/src/main/java/Cart.java", "checkout");
        assertThat(PlatformNames.of(root)).isEmpty();
        write(root, java, "class Web { String a = \"http://carts\"; char b = '\"'; int openCheckout; } // \"");
        write(root, page, "<a href=\"/cart\">It</a>");
        write(root, rules, "routes: [GET /checkouts#x]");
        assertThat(PlatformNames.of(root))
                .containsExactly(java + ": cart", java + ": checkout", page + ": cart", rules + ": checkout");
    }

    private static JavaClasses program() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.peakday");
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static void check(String record, SortedSet<String> found) throws IOException {
        SortedSet<String> recorded = new TreeSet<>(Files.readAllLines(RECORDS.resolve(record)));
        assertThat(Sources.without(found, recorded))
                .as("new in %s, where nothing is added", record)
                .isEmpty();
        assertThat(Sources.without(recorded, found))
                .as("to be taken off %s: it is so no more", record)
                .isEmpty();
    }
}
