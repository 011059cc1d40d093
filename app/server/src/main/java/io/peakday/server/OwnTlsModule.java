package io.peakday.server;

import io.peakday.engines.HealthCheck;
import io.peakday.engines.PeriodicTask;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the certificate of the node's own port, where that speaks TLS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = TlsSettings.BUNDLE_SETTING, havingValue = TlsSettings.BUNDLE)
class OwnTlsModule {
    @Bean
    OwnCertificate ownCertificate(TlsSettings settings, InstantSource clock) {
        return new OwnCertificate(new TlsFiles(settings), clock);
    }

    /** Before the port is opened. */
    @Bean
    SslBundleRegistrar ownCertificateRegistrar(OwnCertificate certificate) {
        return certificate::registerIn;
    }

    @Bean
    PeriodicTask ownCertificateLook(OwnCertificate certificate, SslBundleRegistry registry) {
        return new PeriodicTask("server.certificate", OwnCertificate.EVERY, () -> certificate.look(registry));
    }

    @Bean
    HealthCheck certificateHealth(OwnCertificate certificate) {
        return HealthCheck.degrading("certificate", certificate::trouble);
    }
}
