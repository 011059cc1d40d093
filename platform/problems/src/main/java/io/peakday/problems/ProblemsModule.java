package io.peakday.problems;

import io.peakday.engines.ModuleDescriptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Wires the one shape of errors and the strict reading of JSON. A module above adds an {@link ErrorPages} bean. */
@Configuration(proxyBeanMethods = false)
public class ProblemsModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "problems";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    JsonMapperBuilderCustomizer jsonReading() {
        return mapper -> StrictJson.on(mapper)
                .addModule(CleanText.module())
                .addModule(CalendarTime.module())
                .addModule(new SimpleModule("money").addSerializer(new MoneyJson()))
                .addHandler(new WrongFields());
    }

    @Bean
    WrongFields.Reading wrongFieldsReading() {
        return new WrongFields.Reading();
    }

    @Bean
    Problems problems(JsonMapper json, ObjectProvider<ErrorPages> pages) {
        return new Problems(json, pages.getIfAvailable(() -> Problems::barePage));
    }

    @Bean
    ProblemResolver problemResolver(Problems problems) {
        return new ProblemResolver(problems);
    }

    @Bean
    ErrorRoute errorRoute(Problems problems) {
        return new ErrorRoute(problems);
    }
}
