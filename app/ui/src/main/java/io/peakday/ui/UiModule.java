package io.peakday.ui;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.web.HotServlet;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves the assets of every module on the class path. */
@Configuration(proxyBeanMethods = false)
public class UiModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "ui";
    }

    @Bean
    ServletRegistrationBean<HotServlet> assetServlet() {
        return new AssetServlet().at("assets", "/assets/*");
    }
}
