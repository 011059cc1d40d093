package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeModulesTest {
    /** What every node has. */
    public static class Base implements ModuleDescriptor {
        @Override
        public String name() {
            return "base";
        }

        @Override
        public boolean everywhere() {
            return true;
        }
    }

    public static class Goods implements ModuleDescriptor {
        @Override
        public String name() {
            return "goods";
        }
    }

    public static class Shelf implements ModuleDescriptor {
        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public List<Class<? extends ModuleDescriptor>> needs() {
            return List.of(Goods.class);
        }
    }

    public static class Finder implements ModuleDescriptor {
        @Override
        public String name() {
            return "finder";
        }

        @Override
        public List<Class<? extends ModuleDescriptor>> needs() {
            return List.of(Shelf.class);
        }
    }

    public static class Pages implements ModuleDescriptor {
        @Override
        public String name() {
            return "pages";
        }

        @Override
        public boolean needsAll() {
            return true;
        }
    }

    public static class Socket implements ModuleDescriptor {
        @Override
        public String name() {
            return "socket";
        }

        @Override
        public List<String> together() {
            return List.of("plug");
        }
    }

    public static class Plug implements ModuleDescriptor {
        @Override
        public String name() {
            return "plug";
        }

        @Override
        public List<Class<? extends ModuleDescriptor>> needs() {
            return List.of(Socket.class);
        }
    }

    private static final List<Class<? extends ModuleDescriptor>> ALL =
            List.of(Base.class, Goods.class, Shelf.class, Finder.class, Pages.class);

    @Test
    void aNodeThatNamesNoModulesHasAll() {
        NodeModules all = NodeModules.of(ALL, List.of());
        assertThat(all.whole()).isTrue();
        assertThat(all.wired()).isEqualTo(ALL);
    }

    @Test
    void whatIsNeededComesAlongFromTheGroundUp() {
        NodeModules finder = NodeModules.of(ALL, List.of("finder"));
        assertThat(finder.names()).containsExactly("base", "goods", "shelf", "finder");
        assertThat(finder.whole()).isFalse();
        assertThat(finder.chosen()).containsExactly("finder");
    }

    @Test
    void whatFillsAModuleFromAboveComesAlong() {
        List<Class<? extends ModuleDescriptor>> modules = List.of(Base.class, Socket.class, Plug.class, Shelf.class);
        assertThat(NodeModules.of(modules, List.of("socket")).names()).containsExactly("base", "socket", "plug");
        assertThat(NodeModules.of(modules, List.of("plug")).names()).containsExactly("base", "socket", "plug");
    }

    @Test
    void whatNobodyNeedsStaysOut() {
        assertThat(NodeModules.of(ALL, List.of("goods")).names()).containsExactly("base", "goods");
    }

    @Test
    void whoNeedsAllMakesAWholeNode() {
        NodeModules pages = NodeModules.of(ALL, List.of("pages"));
        assertThat(pages.whole()).isTrue();
        assertThat(pages.wired()).isEqualTo(ALL);
    }

    @Test
    void aNameThatIsNoModulesIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> NodeModules.of(ALL, List.of("goods", "good")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("settings.unknown-module"))
                .hasMessageContaining("'good'")
                .hasMessageContaining("base, goods, shelf, finder, pages");
    }

    @Test
    void codeBelongsToTheModuleOfTheNearestPackage() {
        NodeModules all = NodeModules.all(ALL);
        assertThat(all.owner(String.class)).isEmpty();
        assertThat(all.owner(NodeModulesTest.class)).isPresent();
    }
}
