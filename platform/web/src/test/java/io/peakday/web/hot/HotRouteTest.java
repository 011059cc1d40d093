package io.peakday.web.hot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cache.Prebuilt;
import io.peakday.problems.Problems;
import io.peakday.web.Hot;
import jakarta.validation.Valid;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** A method that says what a direct call would ignore is refused, not called without it. */
class HotRouteTest {
    @RestController
    static class TwoPatterns {
        @Hot
        @GetMapping({"/a/{id}", "/b/{id}"})
        String read(@PathVariable UUID id) {
            return "";
        }
    }

    @RestController
    static class CachedValue {
        @Hot(cacheControl = "no-cache")
        @GetMapping("/a")
        String read() {
            return "";
        }
    }

    @RestController
    static class DescribedValue {
        @Hot(answers = String.class)
        @GetMapping("/a")
        String read() {
            return "";
        }
    }

    @RestController
    static class Consuming {
        @Hot
        @PostMapping(value = "/a", consumes = "text/plain")
        String write(@RequestBody String body) {
            return body;
        }
    }

    @RestController
    static class Producing {
        @Hot
        @GetMapping(value = "/a", produces = "text/plain")
        String read() {
            return "";
        }
    }

    @RestController
    static class ByParameter {
        @Hot
        @GetMapping(value = "/a", params = "x")
        String read() {
            return "";
        }
    }

    @RestController
    static class ByHeader {
        @Hot
        @GetMapping(value = "/a", headers = "X-Kind=1")
        String read() {
            return "";
        }
    }

    @RestController
    static class Validated {
        @Hot
        @PostMapping("/a")
        String write(@Valid @RequestBody String body) {
            return body;
        }
    }

    @RestController
    static class HeaderWithoutName {
        @Hot
        @GetMapping("/a")
        String read(@RequestHeader(required = false) String note) {
            return note;
        }
    }

    @RestController
    static class HeaderWithDefault {
        @Hot
        @GetMapping("/a")
        String read(@RequestHeader(value = "Note", required = false, defaultValue = "none") String note) {
            return note;
        }
    }

    @RestController
    static class PartOfASegment {
        @Hot
        @GetMapping("/a/lamp-{id}")
        String read(@PathVariable String id) {
            return id;
        }
    }

    @RestController
    static class ReadyWithStatus {
        @Hot
        @GetMapping("/a")
        @ResponseStatus(HttpStatus.ACCEPTED)
        Prebuilt read() {
            return Prebuilt.html("");
        }
    }

    @RestController
    static class Hiding {
        @Hot
        @GetMapping("/a/{word}")
        String any(@PathVariable String word) {
            return word;
        }

        @GetMapping("/a/exact")
        String exact() {
            return "";
        }
    }

    @RestController
    static class Fit {
        @Hot
        @PostMapping("/a/{id}/{word}")
        @ResponseStatus(HttpStatus.CREATED)
        String write(
                @PathVariable UUID id,
                @PathVariable String word,
                @RequestHeader(value = "Note", required = false) String note,
                @RequestBody String body) {
            return id + word + note + body;
        }

        @Hot(answers = String.class, cacheControl = "no-cache")
        @GetMapping("/a/{id}")
        Prebuilt ready(@PathVariable UUID id) {
            return Prebuilt.html(id.toString());
        }

        /** No id is {@code exact}, so this one is never asked for by the other's path. */
        @GetMapping("/a/exact")
        String exact() {
            return "";
        }

        @PostMapping("/b/{word}/exact")
        String elsewhere(@PathVariable String word) {
            return word;
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                TwoPatterns.class,
                CachedValue.class,
                DescribedValue.class,
                Consuming.class,
                Producing.class,
                ByParameter.class,
                ByHeader.class,
                Validated.class,
                HeaderWithoutName.class,
                HeaderWithDefault.class,
                PartOfASegment.class,
                ReadyWithStatus.class,
                Hiding.class
            })
    void aMethodThatIsNotHonouredInFullIsRefused(Class<?> controller) {
        assertThatThrownBy(() -> use(controller))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is marked @Hot, but");
    }

    @ParameterizedTest
    @ValueSource(classes = Fit.class)
    void aMethodThatIsHonouredInFullIsTaken(Class<?> controller) {
        assertThatCode(() -> use(controller)).doesNotThrowAnyException();
    }

    private static void use(Class<?> controller) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.registerBean(controller);
            context.refresh();
            RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
            mapping.setApplicationContext(context);
            mapping.afterPropertiesSet();
            JsonMapper json = JsonMapper.shared();
            new HotRoutes(json, new Problems(json, Problems::barePage)).use(mapping.getHandlerMethods());
        }
    }
}
