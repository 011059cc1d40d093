package io.peakday.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.web.WebSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class OpenConnectionsTest {
    private static final WebSettings.Connections BOUNDS = new WebSettings.Connections(
            2, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), DataSize.ofKilobytes(1));

    private static String countedAs(String trusted, String address) throws UnknownHostException {
        return new OpenConnections(BOUNDS, trusted).countedAs(InetAddress.getByName(address));
    }

    @Test
    void anAddressIsCountedAsItselfAndAnIpv6NetworkAsOne() throws Exception {
        assertThat(countedAs("", "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(countedAs("", "2001:db8:1:2::1"))
                .isEqualTo(countedAs("", "2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(countedAs("", "2001:db8:1:3::1"));
        assertThat(countedAs("", "::ffff:203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void thisMachineAndTrustedProxiesAreNotCounted() throws Exception {
        assertThat(countedAs("", "127.0.0.1")).isNull();
        assertThat(countedAs("", "127.8.8.8")).isNull();
        assertThat(countedAs("", "::1")).isNull();
        assertThat(countedAs("10\\.0\\.\\d+\\.\\d+", "10.0.3.4")).isNull();
        assertThat(countedAs("10\\.0\\.\\d+\\.\\d+", "10.1.3.4")).isEqualTo("10.1.3.4");
    }
}
